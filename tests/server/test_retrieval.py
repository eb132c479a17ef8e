"""The index finds the right pages, in the right files, and forgets what is deleted."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Select, create_engine, literal, select, text, union_all
from sqlalchemy.exc import IntegrityError

from pdfai.server.retrieval.chunking import Chunk
from pdfai.server.retrieval.index import add_index, create_index_tables, delete_indexes, find_index, search
from pdfai.server.retrieval.tables import indexes

REPORT = [
    Chunk(page=1, text="Annual report of a maker of instruments."),
    Chunk(page=2, text="Net revenue rose to 1,284.6 million in 2025."),
    Chunk(page=3, text="The company has 312 employees in three countries."),
    Chunk(page=4, text="순매출은 증가했습니다. 직원 수는 312명입니다. 책을 읽는다."),
    Chunk(page=5, text="净收入增长。公司有三百名员工。"),
    Chunk(page=6, text="Risks include the supply of components, and revenue in foreign currency."),
]


@pytest.fixture
def connection() -> Iterator[Connection]:
    """An empty index."""
    with create_engine("sqlite://").begin() as connection:
        create_index_tables(connection)
        yield connection


def store(connection: Connection, name: str, chunks: list[Chunk]) -> int:
    """Index a content under a name that stands for its hash and its file."""
    return add_index(connection, sha256=name, max_tokens=800, overlap_tokens=400, chunks=chunks)


def files(*names: str) -> Select[tuple[int, str, str]]:
    """The scope of some of the files."""
    columns = (
        indexes.c.id.label("index_id"),
        indexes.c.sha256.label("file_id"),
        literal("a.pdf").label("file_name"),
    )
    return select(*columns).where(indexes.c.sha256.in_(names))


def pages(connection: Connection, query: str, *names: str) -> list[int]:
    """The pages found, best first."""
    return [passage.page for passage in search(connection, scope=files(*names), query=query)]


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("How many employees are there?", 3),
        ("employee", 3),
        ("What was the net revenue?", 2),
        ("1284.6", 2),
        ("1.284,6", 2),
        ("직원", 4),
        ("순매출은 얼마입니까?", 4),
        ("책", 4),
        ("员工", 5),
        ("公司的净收入是多少？", 5),
        ("RISK", 6),
    ],
)
def test_finds_the_page(connection: Connection, query: str, page: int) -> None:
    """Other forms of a word, other spellings of a number, Korean and Chinese words of one or two letters."""
    store(connection, "report", REPORT)
    assert pages(connection, query, "report")[0] == page


def test_the_best_page_comes_first(connection: Connection) -> None:
    """A page with both words beats pages with one; its score is 1 and the others' are lower."""
    store(connection, "report", REPORT)
    found = search(connection, scope=files("report"), query="net revenue")
    assert [passage.page for passage in found] == [2, 6]
    assert found[0].score == 1
    assert 0 < found[1].score < 1


def test_a_passage_says_where_it_is_from(connection: Connection) -> None:
    """File, page and the text as it stood there."""
    store(connection, "report", REPORT)
    passage = search(connection, scope=files("report"), query="employees")[0]
    assert (passage.file_id, passage.file_name, passage.page) == ("report", "a.pdf", 3)
    assert passage.text == REPORT[2].text


@pytest.mark.parametrize(
    "query",
    [
        '" OR * NEAR(',
        "revenue AND",
        "NOT",
        "terms:x",
        "^a* -b +c",
        '"""',
        "NEAR(a b, 2)",
        "{a} : b",
        "';--",
        "\0",
        "%_",
    ],
)
def test_no_query_is_an_operator(connection: Connection, query: str) -> None:
    """Whatever a user types is only words."""
    store(connection, "report", REPORT)
    search(connection, scope=files("report"), query=query)


@pytest.mark.parametrize("query", ["", "  ", "?!", "\n"])
def test_no_words_no_passages(connection: Connection, query: str) -> None:
    """There is nothing to search for."""
    store(connection, "report", REPORT)
    assert pages(connection, query, "report") == []


def test_only_the_scope_is_searched(connection: Connection) -> None:
    """Another store's file is never found, and an empty scope finds nothing."""
    store(connection, "report", REPORT)
    store(connection, "other", [Chunk(page=9, text="Other employees.")])
    assert pages(connection, "employees", "other") == [9]
    assert pages(connection, "employees") == []


def test_other_documents_change_nothing(connection: Connection) -> None:
    """Neither what is found, nor in which order, nor how well it is thought to fit."""
    query = "Net revenue and risks for employees in foreign currency"
    store(connection, "report", REPORT)
    alone = search(connection, scope=files("report"), query=query)
    store(connection, "other", [Chunk(page=page, text="Risks, risks in currency.") for page in range(1, 200)])
    assert search(connection, scope=files("report"), query=query) == alone
    assert len(alone) > 2


def test_of_very_many_candidates_the_best_are_found(connection: Connection) -> None:
    """Where the database chooses first, it does not lose what fits best."""
    many = [Chunk(page=page, text=f"Revenue of branch {page}.") for page in range(1, 1201)]
    store(connection, "report", [*many, Chunk(page=2000, text="Net revenue of branch Bremen.")])
    assert pages(connection, "net revenue of the branch in Bremen", "report")[0] == 2000


def test_a_file_in_two_stores_is_found_once(connection: Connection) -> None:
    """The scope may name a file again."""
    store(connection, "report", REPORT)
    twice = union_all(files("report"), files("report"))
    assert len(search(connection, scope=twice, query="employees")) == 1


def test_the_limit_holds(connection: Connection) -> None:
    """No more passages than asked for."""
    store(connection, "report", [Chunk(page=page, text=f"Revenue {page}") for page in range(1, 30)])
    assert len(search(connection, scope=files("report"), query="revenue", limit=5)) == 5


def test_an_index_is_found_again(connection: Connection) -> None:
    """By content and by the way it was cut."""
    index_id = store(connection, "report", REPORT)
    assert find_index(connection, sha256="report", max_tokens=800, overlap_tokens=400) == index_id
    assert find_index(connection, sha256="report", max_tokens=400, overlap_tokens=200) is None
    assert find_index(connection, sha256="other", max_tokens=800, overlap_tokens=400) is None


def test_a_content_is_indexed_once(connection: Connection) -> None:
    """The same content, cut the same way, is refused."""
    store(connection, "report", REPORT)
    with pytest.raises(IntegrityError), connection.begin_nested():
        store(connection, "report", REPORT)


def test_a_document_without_text_can_be_indexed(connection: Connection) -> None:
    """It is there, and finds nothing."""
    store(connection, "scan", [])
    assert pages(connection, "revenue", "scan") == []


def test_delete_leaves_nothing(connection: Connection) -> None:
    """Neither rows nor words of the content remain; another one's do."""
    store(connection, "report", REPORT)
    add_index(connection, sha256="report", max_tokens=100, overlap_tokens=50, chunks=REPORT)
    store(connection, "other", [Chunk(page=9, text="Other employees.")])
    delete_indexes(connection, sha256="report")
    counts = {
        table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()  # noqa: S608 - fixed names
        for table in ("indexes", "chunks", "chunk_terms")
    }
    assert counts == {"indexes": 1, "chunks": 1, "chunk_terms": 1}
    assert pages(connection, "employees", "report", "other") == [9]
    connection.execute(text("INSERT INTO chunk_terms(chunk_terms) VALUES('integrity-check')"))


def test_everything_is_in_the_callers_transaction() -> None:
    """A rollback takes the index and its words back."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        create_index_tables(connection)
    with engine.connect() as connection:
        store(connection, "report", REPORT)
        connection.rollback()
        assert connection.execute(text("SELECT count(*) FROM chunk_terms")).scalar_one() == 0


def test_creating_twice_changes_nothing(connection: Connection) -> None:
    """A second start keeps what is there."""
    store(connection, "report", REPORT)
    create_index_tables(connection)
    assert pages(connection, "employees", "report") == [3]


@pytest.mark.parametrize("text", ["(Revenue)", "revenue, risks", "revenue.\nRisks", "“revenue”"])
def test_marks_beside_a_word_do_not_hide_it(connection: Connection, text: str) -> None:
    """What counts is the word, which stands there as often as in plain text."""
    plain = Chunk(page=2, text="Revenue of the year")
    store(connection, "report", [Chunk(page=1, text=text), plain, *REPORT[2:5]])
    assert pages(connection, "revenue", "report") == [1, 2]


def test_files_scattered_among_others_are_searched(connection: Connection) -> None:
    """However many there are between, and none of those is found."""
    for number in range(40):
        store(connection, f"{number}", [Chunk(page=number + 1, text=f"Revenue of branch {number}.")])
    mine = [str(number) for number in range(0, 40, 2)]
    assert set(pages(connection, "revenue", *mine)) == set(range(1, 41, 2))
    assert pages(connection, "branch 38", *mine)[0] == 39
    assert 38 not in pages(connection, "branch 37", *mine)


class TestOfThousands:
    """Where there are too many chunks to look at each that holds a frequent word."""

    @pytest.fixture
    def connection(self) -> Iterator[Connection]:
        """Six thousand chunks, all of which speak of revenue, and few of something else."""
        said = {1000: "Herons nest here.", 2000: "Net revenue, revenue and revenue again."}
        texts = [f"Revenue of branch {page}. {said.get(page, '')}" for page in range(1, 6001)]
        with create_engine("sqlite://").begin() as connection:
            create_index_tables(connection)
            store(connection, "report", [Chunk(page=page, text=text) for page, text in enumerate(texts, 1)])
            yield connection

    @pytest.mark.parametrize(
        ("query", "page"),
        [
            ("Where do herons nest?", 1000),
            ("revenue of the branch where herons nest", 1000),
            ("branch 4711", 4711),
            ("net revenue", 2000),
        ],
    )
    def test_a_rare_word_is_found(self, connection: Connection, query: str, page: int) -> None:
        """Whatever frequent ones stand beside it."""
        assert pages(connection, query, "report")[0] == page

    def test_of_a_frequent_word_the_best_are_found(self, connection: Connection) -> None:
        """The chunk that says it most often comes first, and as many as wanted follow."""
        found = pages(connection, "revenue", "report")
        assert (found[0], len(found)) == (2000, 20)

    def test_two_frequent_words_are_found_together(self, connection: Connection) -> None:
        """No rare one is needed."""
        assert len(pages(connection, "revenue branch", "report")) == 20

    def test_other_documents_change_nothing(self, connection: Connection) -> None:
        """Nor does it matter how many of them have the word."""
        query = "net revenue of the branch where herons nest"
        alone = search(connection, scope=files("report"), query=query)
        herons = [Chunk(page=page, text="Herons, herons nest.") for page in range(1, 3000)]
        store(connection, "other", herons)
        assert search(connection, scope=files("report"), query=query) == alone
