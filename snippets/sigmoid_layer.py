"""The sigmoid as a layer: forward, and back by the chain rule."""

import numpy as np
from dsigmoid import dsigmoid
from sigmoid import sigmoid


# --8<-- [start:sigmoid_layer]
class Sigmoid:
    """The sigmoid as a layer: logits in, gradients back."""

    def forward(self, z):
        """Probabilities; remembers the logits, as floats."""
        self.z = 1.0 * np.asarray(z)
        return sigmoid(self.z)

    def derivative(self, z):
        """Slope of the sigmoid at each logit."""
        return dsigmoid(z)

    def backward(self, grad_out):
        """dL/dz from dL/dp: a number, or of the logits' shape."""
        if not hasattr(self, "z"):
            raise RuntimeError("call forward before backward")
        grad_out = np.broadcast_to(grad_out, self.z.shape)
        return grad_out * self.derivative(self.z)


# --8<-- [end:sigmoid_layer]
