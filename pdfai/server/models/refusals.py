"""How the extractive model says that it has no answer, in the language of the question."""

from pdfai.server.retrieval.languages import language_of

_NOT_FOUND = {
    "en": "The documents do not contain an answer to this question.",
    "de": "Die Dokumente enthalten keine Antwort auf diese Frage.",
    "fr": "Les documents ne contiennent pas de réponse à cette question.",
    "es": "Los documentos no contienen una respuesta a esta pregunta.",
    "pt": "Os documentos não contêm uma resposta a esta pergunta.",
    "it": "I documenti non contengono una risposta a questa domanda.",
    "nl": "De documenten bevatten geen antwoord op deze vraag.",
    "ko": "문서에 이 질문에 대한 답이 없습니다.",
    "zh": "文档中没有这个问题的答案。",
    "ja": "文書にこの質問への答えはありません。",
}
_NOTHING_ASKED = "There is no question to answer."


def not_found(question: str) -> str:
    """A sentence saying so, in English when the question's language cannot be told."""
    if not question:
        return _NOTHING_ASKED
    return _NOT_FOUND.get(language_of(question), _NOT_FOUND["en"])
