"""The words that a description made without a model needs, by language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from pdfai.documents.pictures.appearance import Colour, PictureKind


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """How a language says it."""

    kinds: Mapping[PictureKind, str]
    shapes: tuple[str, str, str]
    """Wide, tall, square."""
    colours: Mapping[Colour, str]
    what: str
    """Of `kind`, `shape`, `width`, `height` and `colours`."""
    mostly: str
    colourful: str
    caption: str
    text: str
    without_model: str
    comma: str = ", "
    space: str = " "


def _kinds(*names: str) -> dict[PictureKind, str]:
    return dict(zip(get_args(PictureKind), names, strict=True))


def _colours(names: str) -> dict[Colour, str]:
    return dict(zip(get_args(Colour), names.split(), strict=True))


ENGLISH = Words(
    kinds=_kinds(
        "Probably a photograph",
        "Probably a drawing, diagram or screenshot",
        "Probably line art or text",
        "Probably a logo or icon",
        "Probably a scanned page",
        "A picture",
    ),
    shapes=("landscape", "portrait", "square"),
    colours=_colours("black gray white red orange brown yellow green blue purple pink"),
    what="{kind}, {shape}, {width} x {height} pixels, {colours}.",
    mostly="mostly {}",
    colourful="of many colours",
    caption="{}.",
    text='Text in it: "{}".',
    without_model="(Described without a model.)",
)
WORDS: Mapping[str, Words] = {
    "en": ENGLISH,
    "de": Words(
        kinds=_kinds(
            "Wohl ein Foto",
            "Wohl eine Zeichnung, ein Diagramm oder ein Bildschirmfoto",
            "Wohl eine Strichzeichnung oder Text",
            "Wohl ein Logo oder Symbol",
            "Wohl eine eingescannte Seite",
            "Ein Bild",
        ),
        shapes=("Querformat", "Hochformat", "quadratisch"),
        colours=_colours("Schwarz Grau Weiß Rot Orange Braun Gelb Grün Blau Violett Rosa"),
        what="{kind}, {shape}, {width} x {height} Pixel, {colours}.",
        mostly="vor allem {}",
        colourful="vielfarbig",
        caption="{}.",
        text="Text darin: „{}“.",
        without_model="(Ohne Modell beschrieben.)",
    ),
    "fr": Words(
        kinds=_kinds(
            "Sans doute une photographie",
            "Sans doute un dessin, un schéma ou une capture d’écran",
            "Sans doute un dessin au trait ou du texte",
            "Sans doute un logo ou une icône",
            "Sans doute une page numérisée",
            "Une image",
        ),
        shapes=("format paysage", "format portrait", "format carré"),
        colours=_colours("noir gris blanc rouge orange marron jaune vert bleu violet rose"),
        what="{kind}, {shape}, {width} x {height} pixels, {colours}.",
        mostly="surtout {}",
        colourful="de nombreuses couleurs",
        caption="{}.",
        text="Texte lu : « {} ».",
        without_model="(Décrite sans modèle.)",
    ),
    "es": Words(
        kinds=_kinds(
            "Probablemente una fotografía",
            "Probablemente un dibujo, un diagrama o una captura de pantalla",
            "Probablemente un dibujo de líneas o texto",
            "Probablemente un logotipo o un icono",
            "Probablemente una página escaneada",
            "Una imagen",
        ),
        shapes=("horizontal", "vertical", "formato cuadrado"),
        colours=_colours("negro gris blanco rojo naranja marrón amarillo verde azul morado rosa"),
        what="{kind}, {shape}, {width} x {height} píxeles, {colours}.",
        mostly="sobre todo {}",
        colourful="de muchos colores",
        caption="{}.",
        text="Texto leído: «{}».",
        without_model="(Descrita sin modelo.)",
    ),
    "pt": Words(
        kinds=_kinds(
            "Provavelmente uma fotografia",
            "Provavelmente um desenho, um diagrama ou uma captura de ecrã",
            "Provavelmente um desenho de linhas ou texto",
            "Provavelmente um logótipo ou um ícone",
            "Provavelmente uma página digitalizada",
            "Uma imagem",
        ),
        shapes=("horizontal", "vertical", "formato quadrado"),
        colours=_colours("preto cinzento branco vermelho laranja castanho amarelo verde azul roxo rosa"),
        what="{kind}, {shape}, {width} x {height} píxeis, {colours}.",
        mostly="sobretudo {}",
        colourful="de muitas cores",
        caption="{}.",
        text="Texto lido: «{}».",
        without_model="(Descrita sem modelo.)",
    ),
    "ko": Words(
        kinds=_kinds(
            "사진으로 보임",
            "그림, 도표 또는 화면 갈무리로 보임",
            "선화 또는 글자로 보임",
            "로고 또는 아이콘으로 보임",
            "스캔한 쪽으로 보임",
            "그림",
        ),
        shapes=("가로형", "세로형", "정사각형"),
        colours=_colours("검정 회색 흰색 빨강 주황 갈색 노랑 초록 파랑 보라 분홍"),
        what="{kind}, {shape}, {width} x {height}픽셀, {colours}.",
        mostly="주된 색: {}",
        colourful="여러 색",
        caption="{}.",
        text="그 안의 글: “{}”.",
        without_model="(모델 없이 작성한 설명.)",
    ),
    "zh": Words(
        kinds=_kinds(
            "可能是照片",
            "可能是绘图、图表或屏幕截图",
            "可能是线条图或文字",
            "可能是标志或图标",
            "可能是扫描页",
            "图片",
        ),
        shapes=("横向", "纵向", "方形"),
        colours=_colours("黑 灰 白 红 橙 棕 黄 绿 蓝 紫 粉"),
        what="{kind}，{shape}，{width} x {height} 像素，{colours}。",
        mostly="主要颜色：{}",
        colourful="多种颜色",
        caption="{}。",
        text="其中的文字：“{}”。",
        without_model="（未使用模型生成的描述。）",
        comma="、",
        space="",
    ),
}
