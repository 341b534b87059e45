"""The weights of ten digits as ten pictures: what ink in a cell does to each logit."""

from optical_digits import weights

from figures._squares import squares

HEIGHT = 252


def draw(fig):
    ax = fig.add_axes((0.01, 0.01, 0.98, 0.98))
    ax.set(xlim=(-0.2, 49.2), ylim=(22.6, 0), aspect="equal")
    ax.axis("off")
    for digit, cells in enumerate(weights()[:, 1:].reshape(10, 8, 8)):
        left, top = 10.25 * (digit % 5), 11.8 * (digit // 5) + 2.6
        squares(ax, cells, left, top, f"weights-{digit}", most=3.8, least=0.3)
        ax.text(left + 4, top - 0.4, digit, ha="center", va="bottom", gid=f"name-{digit}")
