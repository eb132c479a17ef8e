"""How the extractive model says that it has no answer, in the language of the question."""

from pdfai.language.languages import language_of

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
_NEEDS_DOCUMENTS = {
    "en": "I only answer from documents, and none was given to me.",
    "de": "Ich antworte nur aus Dokumenten, und mir wurde keines gegeben.",
    "fr": "Je ne réponds qu’à partir de documents, et aucun ne m’a été donné.",
    "es": "Solo respondo a partir de documentos, y no se me ha dado ninguno.",
    "pt": "Respondo apenas a partir de documentos, e nenhum me foi dado.",
    "it": "Rispondo solo in base a documenti, e non me ne è stato dato nessuno.",
    "nl": "Ik antwoord alleen uit documenten, en er is mij geen gegeven.",
    "ko": "문서에서만 답을 찾을 수 있는데, 주어진 문서가 없습니다.",
    "zh": "我只根据文档回答，但没有收到任何文档。",
    "ja": "文書からのみお答えしますが、文書が与えられていません。",
}
_NOTHING_ASKED = "There is no question to answer."


def not_found(question: str) -> str:
    """That the documents hold no answer, in English when the question's language cannot be told."""
    return _told(_NOT_FOUND, question)


def needs_documents(question: str) -> str:
    """That there are no documents to answer from."""
    return _told(_NEEDS_DOCUMENTS, question)


def _told(sentences: dict[str, str], question: str) -> str:
    if not question:
        return _NOTHING_ASKED
    return sentences.get(language_of(question), sentences["en"])
