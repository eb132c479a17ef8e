"""A PDF with three pictures on two pages, one of them placed twice and one a bullet."""

from picture_pdf import noise, packed, pdf_of, place

OBJECTS = {"Cat": packed(noise(1)), "Dog": packed(noise(2)), "Dot": packed(noise(3))}
PAGES = [
    place("Cat", 20, 200) + place("Dot", 300, 10, 4, 4),
    place("Dog", 20, 200) + place("Cat", 200, 20, 50, 50),
]
PDF = pdf_of(PAGES, OBJECTS, text="The cat and the dog live in the house of the farmer.")
