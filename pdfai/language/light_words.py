"""Words of a question that answers put differently: they tell a little, and never the subject."""

_LIGHT_WORDS = {
    "en": """
        able advise advised allow allowed always another anybody anyone anything away back become
        becomes best bring call called come comes consist deal differ else enough ever every everybody
        everyone exist exists first get gets give gives go goes got happen hold instead keep keeps
        kind leave let like look made make makes making mean move offer one people possible put
        require required run said say says see several side someone something sort stand stands start stay
        still stop take takes tell throw together took try turn unless want way well went work works
    """,
    "de": """
        abhalt anderes anders ausser bekomme bekommen bekommt beste besten bleiben bleibt brauche
        brauchen braucht bringt darf dauert durfen einzige enthalt enthalten fallt fast finden
        funktioniert gab geben gegen gehen gehoren gehort geht gerade gern gibt halt halten immer
        jemand kommen kommt lassen lasst laufen lauft lauten lautet liegen liegt lohnt machen macht
        man meisten moglich nehmen nie nimmt nutzt passiert selber selbst setzen setzt sollen spielt
        sprechen stellen stellt tun tut uberhaupt verlangt wenig weniger wenigsten wirklich wollen
        zeigt
    """,
    "fr": """
        aide aller apres arrive aucun avant avoir bien celui choisir chose deja demande demander
        devoir dois donne donner encore faire fois forme gens hors indique laisse laisser met mettre
        mieux moins moyen obtenir parmi permet permettre personne plutot prend prendre
        propose quelqu quelque rend reste savoir sert servir souvent suffit tenir toujours trouve
        trouver vaut venir vient voir
    """,
    "es": """
        alguien aparece aparte bien buscar conviene dar debe deben debo dejar dentro elegir encontrar
        entrar entro existe existen falta forma gente habria hacer hora llegar lleva llevar manda
        mandar manera mejor menos modo nadie necesito nunca ofrece parte partir pasa permite permiten
        persona personas poder pone poner posible pregunta primero puedan puesto queda quedar querer
        sale salir siempre sirve sirven solo tarda tener trata vale venir ver vez viene
    """,
    "pt": """
        abro acontece alguem bem chegar coisa consegue consigo dar deixar deve devem devo diz
        encontrar entrar existe existem faz fazer fica ficam fim forma gente haver lado ligo maneira
        melhor menos modo nada nunca obter oferece outra outras outro outros parte partir passa
        permite permitem pessoa pessoas pode poder por posso precisa preciso primeiro recebe sempre
        serve servem so tem tenho ter toda usar vem ver vez
    """,
    "it": """
        avere bene bisogna dare deve devo dire esiste fare fatto modo occorre parte piu possibile
        posso potere prendere prima puo quale sempre serve servono solo tenere trovare usare vedere
        viene volta
    """,
    "nl": """
        alles altijd beter blijft doen doet eerst gaan gaat geeft geven hoort iemand iets komen komt
        krijg krijgt kun laat liggen ligt loopt maakt mag maken men moeten mogelijk neemt nodig staan
        staat weer weet werkt willen zelf
    """,
    "ko": """
        을 를 의 은 는 이 가 로 으로 와 과 에 에서 도 만 가능 가장 각각 같 그냥 나오 나옵니까 대신
        되나 두려면 두면 뒤에 때문 만들 많 못 무엇으 바로 받 방법 보통 볼 쓰 쓰나요 쓰려면 쓸 써야
        아니 앞에 어느 언제 얻으려면 여러 예 오 이용 있나요 자주 적용 정도 제일 좋 주로 처음
        특정 하나 해당
    """,
}
_SETS = {language: frozenset(listed.split()) for language, listed in _LIGHT_WORDS.items()}


# Few words tell these two apart, and short questions often have none of them.
_SETS["es"] = _SETS["pt"] = _SETS["es"] | _SETS["pt"]


def is_light(word: str, language: str) -> bool:
    """Whether a folded word of that language carries a question more than its subject."""
    return word in _SETS.get(language, ())
