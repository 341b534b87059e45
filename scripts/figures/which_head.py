"""Which head for which labels: three questions, four answers."""

from explainer.palette import COLOUR

HEIGHT = 340
STEPS = (
    ("Do classes exclude each other?", "no", "K sigmoids", "K logits: a photo’s tags", "sigmoids"),
    ("Are there more than two?", "no", "one sigmoid", "1 logit: spam or not", "sigmoid"),
    ("Do they have an order?", "yes", "cumulative sigmoids", "K − 1 logits: stars", "ordinal"),
)


def draw(fig):
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set(xlim=(0, 520), ylim=(HEIGHT, 0))
    ax.axis("off")
    arrow = {"color": COLOUR["muted"], "lw": 1, "arrowstyle": "->", "shrinkA": 0, "shrinkB": 0}
    for n, (question, answer, head, note, gid) in enumerate(STEPS):
        y = 30 + 96 * n
        ax.text(9, y, question, va="center", gid=f"question-{n}")
        right = ax.annotate("", (308, y), (268, y), arrowprops=arrow)
        ax.text(285, y - 8, answer, ha="center", color=COLOUR["muted"], gid=f"right-{n}-answer")
        ax.text(316, y, head, va="center", color=COLOUR["probability"], gid=gid)
        ax.text(316, y + 25, note, va="center", color=COLOUR["muted"], gid=f"{gid}-note")
        down = ax.annotate("", (15, y + 78), (15, y + 18), arrowprops=arrow)
        other = "no" if answer == "yes" else "yes"
        text = ax.text(25, y + 48, other, va="center", color=COLOUR["muted"])
        text.set_gid(f"down-{n}-answer")
        for way, gid in ((right, f"right-{n}"), (down, f"down-{n}")):
            way.arrow_patch.set_gid(gid)
    ax.text(9, y + 96, "one softmax", va="center", color=COLOUR["probability"], gid="softmax")
    note = ax.text(129, y + 96, "K logits: which digit", va="center", color=COLOUR["muted"])
    note.set_gid("softmax-note")
