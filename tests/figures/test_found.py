"""Every figure has the file that asks about it, found by its name, and every such file a figure."""

from explainer.faults import report
from figure import faults
from moving import SEEN, wake


def test_every_figure_has_its_file_and_every_file_its_figure(request):
    def see(name):
        """The controls of a figure, as a browser shows them."""
        browser, staged = (request.getfixturevalue(what) for what in ("browser", "staged"))
        page = browser.new_page()
        page.goto(f"{staged}{name}.html")
        wake(page, name)
        return page.evaluate(SEEN, name)

    report(faults(see))
