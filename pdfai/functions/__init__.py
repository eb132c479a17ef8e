"""Python functions as tools: what a model is told of them, what it gives them, what it gets back. No I/O.

    functions = function_set([weather])
    functions["weather"].tool()                             for the request
    functions["weather"].arguments('{"city": "Paris"}')     the keywords of the call
    output_text(result), error_text(error)                  for the answer

What a model gets wrong is a ValueError in words for it; what no model could call, an InvalidArgumentError.
"""

from pdfai.functions.function import Function, function_set
from pdfai.functions.outputs import error_text, output_text

__all__ = ["Function", "error_text", "function_set", "output_text"]
