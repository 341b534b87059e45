"""Formulas as an author types them: every step of the site's derivations."""

FORMULAS = {
    "odds": r"""
\begin{equation}
o = \frac{\p}{1-\p}, \qquad \z = \logit(\p) = \ln\frac{\p}{1-\p} \label{eq:odds}
\end{equation}
""",
    "sigmoid": r"""
$$
e^{\z}=\frac{\p}{1-\p} \Rightarrow (1-\p)\,e^{\z}=\p \Rightarrow e^{\z}=\p(1+e^{\z})
\Rightarrow \p=\frac{e^{\z}}{1+e^{\z}}=\frac1{1+e^{-\z}}=\sigma(\z)
$$
""",
    "affine": r"""
\begin{align}
\z_k &= \sum_j \W_{kj}\h_j+\b_k \\
\vz &= \W\vh+\vb
\end{align}

$$ \vh^{(l+1)}=\phi(W^{(l)}\vh^{(l)}+\vb^{(l)}) $$
""",
    "symmetry": r"""
$$ \sigma(-\z)=\frac1{1+e^{\z}}=\frac{e^{-\z}}{1+e^{-\z}}=1-\sigma(\z) $$

$$
\tfrac12\left(1+\tanh\tfrac \z2\right)
=\tfrac12\cdot\frac{(e^{\z/2}+e^{-\z/2})+(e^{\z/2}-e^{-\z/2})}{e^{\z/2}+e^{-\z/2}}
=\frac{e^{\z/2}}{e^{\z/2}+e^{-\z/2}}=\sigma(\z)
$$
""",
    "slope": r"""
\begin{align}
\sigma' &= \frac{d}{dz}(1+e^{-z})^{-1} = -(1+e^{-z})^{-2}(-e^{-z}) \notag \\
&= \frac{e^{-z}}{(1+e^{-z})^2} = \frac1{1+e^{-z}}\cdot\frac{e^{-z}}{1+e^{-z}} \\
\frac{e^{-z}}{1+e^{-z}} &= \frac{1+e^{-z}}{1+e^{-z}}-\frac1{1+e^{-z}} = 1-\sigma \\
\sigma' &= \sigma(1-\sigma) = \frac14-\left(\sigma-\frac12\right)^2 \le \frac14
\end{align}
""",
    "curvature": r"""
$$ \sigma''=\sigma'(1-\sigma)-\sigma\sigma'=\sigma(1-\sigma)(1-2\sigma) $$

$$ z = \pm\ln(2+\sqrt3) = \pm1.3169578969 $$
""",
    "softmax": r"""
$$ \p_k = e^{\z_k}\Big/\sum_j e^{\z_j} $$
""",
    "shift": r"""
$$ \frac{e^{z_k+c}}{\sum_j e^{z_j+c}}=\frac{e^ce^{z_k}}{e^c\sum_j e^{z_j}}=p_k $$
""",
    "pairwise": r"""
$$ \ln\frac{p_i}{p_j}=z_i-z_j $$

$$ \operatorname{logit}(p_k)=\ln\frac{e^{z_k}}{\sum_{j\ne k}e^{z_j}}=z_k-\mathrm{LSE}_{j\ne k} $$
""",
    "two classes": r"""
$$ \frac{e^{z_1}}{e^{z_1}+e^{z_2}}=\frac1{1+e^{-(z_1-z_2)}}=\sigma(z_1-z_2) $$
""",
    "bridge": r"""
With $C=\prod_j\bigl(1-\sigma(z_j)\bigr)$ we have

\begin{align}
P(\text{only }k) &= \sigma(z_k)\prod_{j\ne k}(1-\sigma(z_j)) \\
&= \frac{\sigma(z_k)}{1-\sigma(z_k)}\prod_j(1-\sigma(z_j)) = e^{z_k}C \\
P(\text{only }k\mid\text{exactly one}) &= \frac{P(\text{only }k)}{\sum_j P(\text{only }j)} \\
&= \softmax(\vz)_k
\end{align}
""",
    "jacobian": r"""
$$ \partial_j p_i=\frac{\delta_{ij}e^{z_i}S-e^{z_i}e^{z_j}}{S^2}=p_i(\delta_{ij}-p_j) $$

$$ \frac{\partial \p_i}{\partial \z_j} = \p_i(\delta_{ij}-\p_j) $$

$$ J=\diag(p)-pp^\top = J^\top, \quad J\mathbf 1=0, \quad J \succeq 0 $$
""",
    "cross-entropy": r"""
$$ L=-\ln p_y=\LSE(z)-z_y $$

$$ \partial_kL=\frac{e^{z_k}}{S}-\delta_{ky}=p_k-y_k $$
""",
    "log-sum-exp": r"""
For every $m$,

$$ \ln\sum_j e^{z_j}=\ln e^m\sum_j e^{z_j-m}=m+\ln\sum_j e^{z_j-m} $$

Now let $m = \max_j z_j$. Then

$$ m<\LSE(z)\le m+\ln K, \qquad \LSE(z+c)=\LSE(z)+c, \qquad \nabla\LSE=p $$
""",
    "binary cross-entropy": r"""
$$
\operatorname{sp}(z)=\ln(1+e^z), \quad \operatorname{sp}'(z)=\sigma(z), \quad \sp(-z) = \sp(z) - z
$$

\begin{align}
L &= -y\ln\sigma-(1-y)\ln(1-\sigma) \\
&= y\,\sp(-z)+(1-y)\sp(z) = \sp(z)-yz \\
&= \max(z,0)-yz+\ln(1+e^{-|z|}) \\
\frac{dL}{dz} &= \sigma-y
\end{align}
""",
    "log-sigmoid": r"""
$$ \ln\sigma(z)=-\sp(-z) $$
""",
    "stable sigmoid": r"""
$$ u=e^{-|z|}\le1 $$

$$
\sigma=\frac1{1+u} \quad (z\ge0), \qquad \sigma=\frac{u}{1+u} \quad\text{for } z<0, \qquad
\sigma'=\frac{u}{(1+u)^2}
$$

$$
\sigma(z) = \begin{cases}
\frac1{1+u} & \text{if } z \ge 0, \\
\frac u{1+u} & \text{otherwise.}
\end{cases}
$$
""",
    "temperature": r"""
$$ \vp=\softmax(\beta \vz), \quad \beta=1/T $$

$$ H=\LSE(\beta\vz)-\beta\E_p[z] $$

$$ \frac{dH}{d\beta}=\E_p[z]-\E_p[z]-\beta\Var_p(z), \qquad \frac{d\beta}{dT}=-\frac1{T^2} $$

$$ \frac{dH}{dT}=\frac{dH}{d\beta}\frac{d\beta}{dT}=\frac{\Var_p(z)}{T^3}\ge0 $$
""",
    "fitting the temperature": r"""
$$ L = \LSE(\beta\vz) - \beta z_y $$

$$ dL/d\beta=\E_p[z]-z_y, \qquad \frac{d^2L}{d\beta^2}=\Var_p(z)\ge0 $$
""",
    "calibration error": r"""
$$ \mathrm{ECE} = \sum_b\frac{n_b}{n}\left|\mathrm{acc}_b-\mathrm{conf}_b\right| $$
""",
    "gradient of logistic regression": r"""
<!-- where: L = \frac1n\sum_i\bigl(\sp((X\mathbf w)_i)-y_i(X\mathbf w)_i\bigr) -->
$$ \nabla_{\mathbf w} L=\frac1nX^\top(\sigma(X\mathbf w)-y) $$

<!-- where: H_{ij} = \frac{\partial}{\partial w_j}\frac1n\sum_r X_{ri}\sigma((X\mathbf w)_r) -->
$$ H=\frac1nX^\top\mathrm{diag}\bigl(\sigma(X\mathbf w)\odot(1-\sigma(X\mathbf w))\bigr)X\succeq0 $$
""",
    "second gradient": r"""
<!-- where: L = \frac1n\sum_i\bigl(\sp((X\mathbf w)_i)-y_i(X\mathbf w)_i\bigr) -->
$$
\nabla_{\mathbf w}^2 L = \nabla^2_{\mathbf w} L
= \frac1nX^\top\diag\bigl(\sigma'(X\mathbf w)\bigr)X \succeq 0
$$

$$ \nabla^2 \LSE = \diag(p)-pp^\top $$
""",
    "Bayes": r"""
<!-- where: P(1\mid x) = \frac{f(x\mid1)\pi}{f(x\mid1)\pi+f(x\mid0)(1-\pi)},
P(0\mid x) = \frac{f(x\mid0)(1-\pi)}{f(x\mid1)\pi+f(x\mid0)(1-\pi)},
f(x\mid y) = e^{-(x-\mu_y)^2/(2\sigma^2)}, \sigma > 0.6, x \in (-1,1) -->
$$
\begin{aligned}
\frac{P(1\mid x)}{P(0\mid x)} &= \frac{f(x\mid1)\,\pi}{f(x\mid0)(1-\pi)}, \\
\logit P(1\mid x) &= \ln\frac{f(x\mid1)}{f(x\mid0)}+\logit\pi \\
&= \frac{\mu_1-\mu_0}{\sigma^2}x-\frac{\mu_1^2-\mu_0^2}{2\sigma^2}+\logit\pi
\end{aligned}
$$
""",
    "largest entropy": r"""
<!-- where: \lambda = \LSE(\vz)-1 -->
$$ -\ln p_k-1+z_k-\lambda=0 \Rightarrow p_k\propto e^{z_k} $$

$$ -\sum_k p_k\ln p_k+\sum_k p_kz_k = \LSE(z) $$

$$ \sum_k p_k=1 $$
""",
    "Gumbel": r"""
Let $A=1+\sum_{j\ne k}e^{z_j-z_k}$.

\begin{align}
P(k\text{ wins}) &= \int_{-\infty}^{\infty} e^{-g-e^{-g}}\prod_{j\ne k}e^{-e^{-(g+z_k-z_j)}}\,dg \\
&= \int_{-\infty}^\infty e^{-g}e^{-e^{-g}A}\,dg \\
&= \int_0^\infty e^{-uA}\,du=\frac1A=p_k
\end{align}
""",
    "prior shift": r"""
$$
z'=\ln\frac{p\,\pi'(1-\pi)}{(1-p)\,\pi(1-\pi')}=z+\operatorname{logit}\pi'-\operatorname{logit}\pi
$$
""",
    "expected cost": r"""
$$ (1-p)C_{FP} < pC_{FN} \iff p>\frac{C_{FP}}{C_{FP}+C_{FN}}\iff z>\ln\frac{C_{FP}}{C_{FN}} $$
""",
    "squared error": r"""
$$ \frac{\partial}{\partial z}\tfrac12(\sigma-y)^2=(\sigma-y)\,\sigma(1-\sigma) $$
""",
    "softmax twice": r"""
$$ L := \ln\sum_j e^{p_j}-p_y \ge \ln(e+K-1)-1 $$
""",
}
