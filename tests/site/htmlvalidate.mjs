// How strictly the published pages are read: everything recommended, but for what is said here.

export default {
  root: true,
  extends: ['html-validate:recommended'],
  rules: {
    // HTML lets an id begin with any sign; the theme's begin with underscores.
    'valid-id': ['error', { relaxed: true }],
    // The theme's forms are a palette, which has nothing to submit, and a search, which answers
    // as one types.
    'wcag/h32': 'off',
    // The theme's templates: HTML reads either spelling as the same page.
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'presentation-role-style': 'off',
    'void-style': 'off',
  },
};
