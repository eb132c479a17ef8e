"""What tells rights, asides, totals and figures, in any language; for folded text."""

import re

LEGAL = re.compile(
    r"""copyright|©|\(c\)\ \d|all\ rights\ reserved|\blicen[cs]|warrant(?:y|ies)|free\ software\ foundation
    |general\ public|\bgpl\b|\bgfdl\b|\blgpl\b|\btrademark|\bliab(?:le|ility)\b|permission\ is
            |invariant\ section
    |\bisbn\b|lizenz|urheberrecht|gewahrleistung|haftung|warenzeichen|droits\ reserves|marques?\ deposee
    |derechos\ reservados|marca\ registrada|direitos\ reservados|저작권|라이선스|라이센스|무보증|著作権
            |ライセンス|無保証
    |版权|许可证|许可协议|商标|лиценз|авторск""",
    re.VERBOSE,
)
"""Anywhere."""

SIDE_TITLES = re.compile(
    r"""licen[cs]|\bgnu\ (?:free|general)|copying|\bgpl\b|gfdl|copyright|\blegal|imprint|acknowledg
            |bibliograph
    |references$|\bindex$|\bnews$|change\ ?log|release\ notes|credits|authors?$|colophon|contents$
            |about\ the\ auth
    |disclaimer|readme|further\ reading|how\ to\ (?:contribute|report\ bugs)|trademark
    |lizenz|danksagung|literatur|impressum|verzeichnis$|anderungshistorie|autoren|autorinnen|urheber
    |remerciements|auteurs?$|mentions\ legales|table\ des\ matieres|agradecim|bibliografia|autor(?:es|ia)
            |indice$
    |라이선스|라이센스|저작권|참고\ ?문헌|감사의|찾아보기|차례|ライセンス|著作権|参考文献|謝辞|索引|目次|许可
            |版权|致谢|目录
    |公共授权|лиценз|библиограф""",
    re.VERBOSE,
)
"""Anywhere in a title: what stands below is beside the document's subject."""

TOTALS = re.compile(
    r"""\b(?:grand\ total|total|sum|amount\ due|balance\ due|gesamt\w*|summe|rechnungsbetrag|endbetrag
            |montant|solde
    |importe|saldo|valor\ total|итого)\b|합계|총액|총계|合計|総額|合计|总计|总额""",
    re.VERBOSE,
)
"""Anywhere in a table's row."""

FIGURES = re.compile(
    r"""\d\s?%|[$€£¥₩]\s?\d|\d\s?[€£₩]|\d(?:억|만|조)|\d[亿万億]
    |\d\s(?:percent|million|billion|mio|mrd|prozent|pour\ cent|por\ cien\w*|por\ cento|eur|usd)\b""",
    re.VERBOSE,
)
"""Anywhere: what a report is read for."""
