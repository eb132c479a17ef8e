"""What the words of a sentence tell about its use in a summary, language by language.

All patterns are for folded text: small letters, no accents. Those of `Cues` without a comment look at the
beginning of the sentence only.
"""

import re
from dataclasses import dataclass
from functools import cache

_NEVER = r"(?!)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cues:
    """Patterns of one language."""

    joins: str = _NEVER
    """It goes on with what the sentence before said."""
    points: str = _NEVER
    """Anywhere: it points to what stands elsewhere, a sentence, a figure, a section."""
    details: str = _NEVER
    """A condition, an instruction, a definition without its subject."""
    addresses: str = _NEVER
    """Anywhere: it talks to the reader, or of what is on the screen."""
    defines: str = _NEVER
    """Anywhere: it says what something is or is for."""
    own: str = _NEVER
    """It is about the document itself, and stands alone though it points."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """The same, compiled."""

    joins: re.Pattern[str]
    points: re.Pattern[str]
    details: re.Pattern[str]
    addresses: re.Pattern[str]
    defines: re.Pattern[str]
    own: re.Pattern[str]


@cache
def patterns_of(language: str) -> Patterns:
    """Those of the language; English ones where there are none."""
    cues = CUES.get(language, CUES["en"])
    fields = (cues.joins, cues.points, cues.details, cues.addresses, cues.defines, cues.own)
    return Patterns(*(re.compile(each, re.VERBOSE) for each in fields))


CUES = {
    "en": Cues(
        joins=r"""(?:thank|thanks|dear|however|therefore|thus|hence|also|additionally|furthermore|moreover
            |similarly|likewise
            |consequently|otherwise|finally|next|first(?:ly)?|second(?:ly)?|third(?:ly)?|lastly|now|here|again
            |instead|meanwhile|nevertheless|still|yet|but|and|or|so|because|accordingly|conversely|once|there
            |alternatively|usually|most|some|many|others?|another|each\ of|using\ (?:this|these)|all\ of
            |as\ (?:an?\ (?:result|example)|such|well|we|you|already|before|usual|with|far|described)
            |in\ short
            |in\ (?:addition|contrast|other\ words|particular|fact|general|turn|practice)|to\ do\ so|e\.g|i\.e
            |on\ the\ (?:other\ hand|contrary)|for\ (?:example|instance|more)|that\ is|which|(?:one
            |two)\ of)\b""",
        points=r"""\b(?:this|these|those|such|too|above|below|following|aforementioned|hereafter|latter|former
            |as\ follows|see|refer\ to|listed|(?:listings?|figures?|tables?|sections?|chapters?|examples?
            |pages?|steps?
            |appendix|equation)\ [\da-z]{1,2}\b|section\ called|for\ (?:example|instance)|e\.g
            |the\ (?:previous|preceding|next\ (?:chapter|section)))\b""",
        details=r"""(?:if|when|whenever|unless|note|notice|remember|please|click|select|choose|enter|type
            |press
            |open|make|be|do|don't|let|let's|try|use|using|set|add|remove|go|keep|check|consider|suppose
            |assum\w+
            |imagine|to|you|your|say|simply|just|compile|run|install|create|control|force|read|ensure|give|enable|disable|allow|start
            |stop|print|specify|follow|configure|change|copy|move|write|build|load|save|provide|avoid|leave
            |(?:specif|appl)ies|sets|shows|controls|determines|displays|prints|returns|enables|disables|causes
            |gives|makes|defines|indicates|contains|forces|tells|clicking|selecting)\b""",
        addresses=r"""\b(?:you|your|click\w*|buttons?|dialogs?|menus?|menubar|checkbox|toolbar|icons?
            |window)\b""",
        defines=r"""\b(?:(?:is|are|was)\ (?:an?|the|used|designed|intended|one\ of)|describes?|provides?
            |explains?
            |allows?|enables?|consists?\ of|means|helps?|introduces?|presents?|shows?\ that|concludes?)\b""",
        own=r"""(?:this|the\ present|our)\ (?:\w+\ )?(?:documents?|documentation|manual|guide|book|booklet
            |paper
            |handbook|report|article|tutorial|specification|study|survey|policy|agreement|contract|letter
            |thesis
            |standard|brochure)\b""",
    ),
    "de": Cues(
        joins=r"""(?:danke|vielen\ dank|sehr\ geehrte\w?|jedoch|allerdings|daher|deshalb|deswegen|somit
            |folglich|ausserdem|zudem|weiterhin|ferner
            |ebenso|auch|andernfalls|schliesslich|zunachst|zuerst|danach|anschliessend|nun|hier|dort|aber|und
            |oder|denn|dazu|darum|daruber|davon|dafur|darin|darauf|daraus|dagegen|hierzu|hierfur|hierdurch
            |trotzdem|dennoch|so|also|beispielsweise|alternativ|zusatzlich|meist\w*|einige|viele|weitere\w*
            |nur
            |zum\ beispiel|z\.\s?b|d\.\s?h|um\ dies|da|genauso|letztlich|sollte\w*
            |das\ (?:heisst|ist|sieht|bedeutet|kann|wird|macht|gilt|geht|war|hat)
            |wie\ (?:bereits|vorher|zuvor|erwahnt|oben|beschrieben|schon|gesagt))\b""",
        points=r"""\b(?:dies(?:e[mnrs]?)?|jene[mnrs]?|solche[mnrs]?|ebenfalls|obige\w?|oben|unten|siehe
            |folgende\w?
            |vorherige\w?|nachste\w?|z\.\s?b|zum\ beispiel|beispielsweise|genannte\w?|hierbei|hierzu|daneben
            |beide[nrs]?|die\ anderen
            |(?:abschnitt|kapitel|abbildung|tabelle|seite|anhang|beispiel)\ [\da-z]{1,2}\b)""",
        details=r"""(?:wenn|falls|sobald|sofern|beachten|klicken|wahlen|geben|bitte|angenommen|um|sie|ihr
            |achten|offnen|drucken|stellen|ist|wird|mochten|verwenden|hinweis|man|legt|gibt|zeigt)\b""",
        addresses=r"""\b(?:ihnen|ihre\w?|schaltflache\w*|knopf|dialog\w*|menu\w*|fenster|symbolleiste
            |klick\w*)\b""",
        defines=r"""\b(?:(?:ist|sind|war)\ (?:eine?\w?|der|die|das)|beschreib\w+|ermoglich\w+|biete[nt]
            |bestehe?n?t?
            |dien(?:t|en)|enthalt|erlaub\w+|stell(?:t|en))\b""",
        own=r"""(?:dies\w+|das\ vorliegende|die\ vorliegende|der\ vorliegende|unser\w*)\ (?:dokument\w*
            |handbuch|buch
            |papier|kompendium|anleitung|einfuhrung|arbeit|studie|broschure|beschreibung|bericht|leitfaden
            |artikel|vertrag|text)\b""",
    ),
    "fr": Cues(
        joins=r"""(?:merci|cher|chere|toutefois|cependant|neanmoins|donc|ainsi|aussi|alors|ensuite|puis|enfin
            |d['’]abord|de\ plus
            |en\ (?:outre|effet|revanche|general)|par\ (?:ailleurs|consequent|exemple|contre)|or|mais|et|ou
            |car|ici
            |sinon|p\.\s?ex|c['’]est|ce\ (?:qui|que|n['’]est)|certains?|certaines?|plusieurs|d['’]autres
            |une\ fois|premierement|deuxiemement|egalement|de\ meme|voici|voila|bien\ que
            |comme\ (?:explique|indique|mentionne|decrit|vu|precise)\w*)\b""",
        points=r"""\b(?:cet|cette|ces|ce\ \w|celui|celle|ceux|celles|cela|ceci|egalement|voir|ci-dessus
            |ci-dessous
            |suivante?s?|precedente?s?|par\ exemple|ci-apres|(?:section|chapitre|figure|tableau|page
            |annexe)\ \d)""",
        details=r"""(?:si|lorsque?|quand|cliquez|selectionnez|choisissez|notez|veuillez|pour|vous|votre|on
            |supposons|utilisez|afin|attention|remarque|indique|definit|affiche|s['’]il)\b""",
        addresses=r"""\b(?:vous|votre|vos|boutons?|fenetres?|menus?|onglets?|icones?|cliqu\w+)\b""",
        defines=r"""\b(?:(?:est|sont|etait)\ (?:une?|l[ae]s?|l['’]|des)|decri\w+|permet(?:tent)?|fourni\w+
            |propose\w*
            |consiste\w*|presente\w*|contient|explique\w*)\b""",
        own=r"""(?:ce|cet|cette|le\ present|la\ presente|notre)\ (?:documents?|documentation|manuel|guide
            |livre|rapport
            |article|etude|contrat|ouvrage|tutoriel|memoire)\b""",
    ),
    "es": Cues(
        joins=r"""(?:gracias|estimad[oa]s?|sin\ embargo|no\ obstante|por\ (?:lo\ tanto|eso|ello|consiguiente
            |ejemplo|otr[ao]\ \w+|tanto)
            |ademas|tambien|asimismo|asi|entonces|luego|despues|finalmente|primero|ahora|aqui|alli|pero|y|o
            |sino
            |algun[oa]s|otr[oa]s?|vari[oa]s|much[oa]s|una\ vez|aunque|es\ decir|en\ (?:cambio|general|cuyo
            |particular)
            |de\ (?:lo\ contrario|nuevo|este|esta|todos)|igualmente|por\ ultimo
            |como\ (?:se|ya|hemos|vimos))\b""",
        points=r"""\b(?:est[aeo]s?|es[ao]s|es[aeo]\ \w|aquel\w*|dich[oa]s?|mism[oa]s?|tambien|vease
            |ver\ (?:la|el|tambien)
            |mas\ (?:arriba|abajo|adelante)|siguientes?|anterior(?:es)?|por\ ejemplo|tal\w*\ \w
            |(?:seccion|capitulo|figura|tabla|pagina|apartado|ejemplo)\ \d)""",
        details=r"""(?:si|cuando|haga|pulse|seleccione|elija|escriba|note|tenga|para|usted|su|sus|al|utilice
            |use|puede|debe|nota|observe|suponga|indica|define|muestra|es\ (?:posible|necesario
            |importante))\b""",
        addresses=r"""\b(?:usted|haga|pulse|pulsar|boton(?:es)?|ventanas?|menus?|pestana|iconos?
            |su\ ordenador)\b""",
        defines=r"""\b(?:(?:es|son|era)\ (?:una?|el|l[ao]s?)|describ\w+|permiten?|proporcionan?|ofrecen?
            |consisten?
            |contienen?|explican?|presentan?|sirven?)\b""",
        own=r"""(?:este|el\ presente|esta|la\ presente|nuestr[oa])\ (?:documento|documentacion|manual|guia
            |libro|informe
            |articulo|estudio|contrato|tutorial|memoria|texto)\b""",
    ),
    "pt": Cues(
        joins=r"""(?:obrigad[oa]|car[oa]s|no\ entanto|porem|contudo|todavia|portanto|por\ (?:isso|exemplo
            |outro\ lado|fim)|alem\ dis[st]o
            |tambem|assim|entao|depois|finalmente|primeiro|agora|aqui|ali|mas|e|ou|algu(?:ns|mas)|outr[oa]s?
            |vari[oa]s
            |muit[oa]s|uma\ vez|ou\ seja|em\ (?:geral|particular|vez)|caso\ contrario|a\ seguir|de\ novo|pois
            |embora|igualmente|como\ (?:mencionado|explicado|descrito|vimos|ja|referido))\b""",
        points=r"""\b(?:[dn]?est[aeo]s?|[dn]?ess[aeo]s?|[dn]?aquel\w*|[dn]?is[st]o|mesm[oa]s?|tambem|veja
            |ver\ [ao]|acima
            |abaixo|seguintes?|anterior(?:es)?|por\ exemplo|tal\w*\ \w
            |(?:seccao|secao|capitulo|figura|tabela|pagina|exemplo)\ \d)""",
        details=r"""(?:se|quando|clique|carregue|escolha|seleccione|selecione|digite|note|para|voce|seu|sua|ao
            |use|utilize|pode|deve|nota|repare|suponha|indica|define|mostra|e\ (?:possivel|necessario))\b""",
        addresses=r"""\b(?:voce|seus?|suas?|botao|botoes|janelas?|menus?|separador|icones?|clique
            |carregue)\b""",
        defines=r"""\b(?:(?:e|sao|era)\ (?:uma?|[ao]s?)|descrev\w+|permitem?|fornecem?|oferecem?|consistem?
            |contem
            |explicam?|apresentam?|servem?)\b""",
        own=r"""(?:este|o\ presente|esta|a\ presente|noss[oa])\ (?:documento|documentacao|manual|guia|livro
            |relatorio
            |artigo|estudo|contrato|tutorial|texto|trabalho)\b""",
    ),
    "it": Cues(
        joins=r"""(?:tuttavia|pero|quindi|percio|inoltre|anche|poi|infine|cosi|ad\ esempio|per\ esempio
            |dunque|ma|e|o
            |oppure|alcun[ie]|altr[ei]|molt[ie]|qui|ora|una\ volta|cioe|invece)\b""",
        points=r"""\b(?:quest[aeio]|quell[aeoi]|tal[ei]|anche|si\ veda|vedi|vedere|seguent[ei]|precedent[ei]
            |sopra|sotto
            |ad\ esempio|per\ esempio|(?:sezione|capitolo|figura|tabella|pagina)\ \d)""",
        details=r"""(?:se|quando|fare|selezionare|scegliere|per|si|nota|notare|occorre|bisogna|usare
            |puo)\b""",
        defines=r"""\b(?:(?:e|sono)\ (?:una?|il|la|lo|gli|le|i)|descriv\w+|permett\w+|fornisc\w+|offr\w+
            |consist\w+)\b""",
        own=r"""(?:quest[oa]|il\ presente|la\ presente)\ (?:documento|documentazione|manuale|guida|libro
            |articolo)\b""",
    ),
    "ru": Cues(
        joins=r"""(?:спасибо|уважаем\w+|однако|поэтому|таким\ образом|также|кроме\ того|затем|потом|но|и|или
            |а|здесь|например|тогда|при\ этом
            |после\ этого|далее|наконец|еще|некоторые|другие|иначе)\b""",
        points=r"""\b(?:эт(?:от|а|о|и|ого|ой|ому|их|им|у|ом)|так(?:ой|ая|ое|ие)|также|см|ниже|выше|следующ\w+
            |предыдущ\w+
            |например|данн\w+)\b""",
        details=r"""(?:если|когда|чтобы|вы|обратите|нажмите|выберите|для|при|можно|нужно|используйте
            |введите)\b""",
        addresses=r"""\b(?:вы|вам|ваш\w*|нажм\w+|кнопк\w+|меню|окн\w)\b""",
        defines=r"""—\ (?:это|\w)|\b(?:является|позволя\w+|предоставля\w+|описыва\w+|содержит|состоит)\b""",
        own=r"""(?:эт|данн|настоящ)\w+\ (?:документ|руководство|книга|отчет|статья)\b""",
    ),
    "ko": Cues(
        joins=r"""(?:안녕하십니까|감사합니다|이러한|그러한|이런|그런|해당|위의?|아래의?|다음의?|또한|또
            |그리고|그러나|하지만|그래서|따라서|그러므로
            |그런데|즉|먼저|우선|여기서|여기에서|여기에|이를|이와|이렇게|그렇게|이처럼|예컨대|물론|다만|단
            |이것|그것|이|그|둘째
            |첫째|셋째|마지막으로|반면|이제|그럼|이는|이로|이때|그러면|그래도|특히|더욱이|아니면|혹은|게다가
            |참고로)(?![가-힣])
            |예를\ 들""",
        points=r"""(?:^|\s)(?:이|그|이런|이러한|그런|그러한|이와|이를|이것\w?|또한|역시|아래\w*|앞서|앞에서
            |뒤에서)(?=\s)
            |다음|위와|위에서|(?:그림|표|예제)\ ?\d|\d\ ?[장절쪽]|참고하|참조|보라|예를\ 들|같은\ 방법""",
        details=r"""(?:만약|만일|여러분|당신|주의|참고|감사)(?![가-힣])|.*(?:하십시오|하세요|하라|해\ 보자
            |하자|보자)[.]?$""",
        addresses=r"""여러분|당신|버튼|대화\ ?상자|메뉴|클릭|아이콘|하십시오|하세요""",
        defines=r"""(?:이란|란)\s|(?:이다|입니다)[.]?$|제공한다|제공합니다|설명한다|설명합니다|의미한다
            |의미합니다|뜻한다""",
        own=r"""(?:이|본)\ ?(?:문서|설명서|안내서|매뉴얼|책|글|보고서|논문|강좌)""",
    ),
    "ja": Cues(
        joins=r"""拝啓|ありがとう|この|その|あの|これ|それ|あれ|ここ|そこ|こう|そう|また|しかし|ただし|ただ
            |なお|次に|まず|例えば|たとえば
            |つまり|したがって|従って|そのため|上記|以下|次の|さらに|更に|そして|だから|ですから|なぜなら
            |ところで|同様|どちら
            |両方|前述|一方|では|もちろん|実際|特に|すると|よって|あるいは|または|逆に|最後に|最初に|今|他に
            |他の|もっと|いくつか""",
        points=r"""この|その|これら?|それら?|こうした|そのような|このような|以下|次[のに]|上記|下記|前述|後述
            |参照|同様|図\ ?\d|表\ ?\d
            |\d\ ?[章節]|たとえば|例えば|上の|下の""",
        details=r"""もし|あなた|注意|.*(?:ください|下さい|しましょう)。?$""",
        addresses=r"""あなた|ください|下さい|ボタン|ダイアログ|メニュー|クリック|アイコン""",
        defines=r"""とは|(?:です|である|ます)。?$|提供|説明し""",
        own=r"""(?:この|本)(?:文書|マニュアル|ガイド|書|ドキュメント|報告書?|論文|手引き?|稿|リファレンス)""",
    ),
    "zh": Cues(
        joins=r"""感谢|尊敬|您好|这|那|此|该|它|其|因此|所以|但|然而|另外|此外|同时|然后|接着|首先|其次|最后
            |例如|比如|如上|如下|以下|上述
            |下面|下列|并且|而且|不过|于是|否则|而|也|还|又|再|并|即|就|才|或|且|這|該|並|另|後|同样|事实上
            |一般|通常|有些|其他
            |其它|有关|关于""",
        points=r"""[这那該这该此]|它们?|同样|也|如下|以下|下列|上述|上面|下面|参见|參見|参阅|参考|请看|见第
            |[图表节章]\ ?\d
            |\d\ ?[章节]|例如|比如|前面|后面|前者|后者|其中""",
        details=r"""如果|假如|当|您|你|若|请|注意|一旦|要|为了|使用|选择|输入|按""",
        addresses=r"""您|你|按钮|对话框|菜单|点击|单击|图标|请""",
        defines=r"""是一|是指|是由|是用|用于|用来|提供|称为|能够|可以让|允许|描述|介绍|说明""",
        own=r"""(?:本|这份|这本|该)(?:文档|手册|指南|书|报告|文件|文章|论文|参考手册)""",
    ),
}
