/**
 * The rules of a stylesheet that the page has not in any of its own, though they fit an element
 * of it, or set a variable that its styles use. Every state counts as if an element were in it.
 */
(whole) => {
  const STATES = new RegExp(
    '::?(?:before|after|marker|placeholder|backdrop|selection|hover|active|checked|disabled' +
      '|target|open|focus[a-z-]*|-[a-z-]+)(?![\\w-])',
    'g',
  );
  const VARIABLE = /var\(\s*(--[\w-]+)/g;

  const rules = (list) => [...list].flatMap((rule) => [rule, ...rules(rule.cssRules ?? [])]);
  // What the site says of tables without a class, it says by the classes that tables have.
  const alike = (selector) => selector.trim().replace(/\btable:not\([^)]*\)/g, 'table:not([class])');
  const selectors = ({ selectorText }) => selectorText?.split(/,(?![^(]*\))/).map(alike) ?? [];
  const variables = ({ style }) => [...(style ?? [])].filter((name) => name.startsWith('--'));
  const fits = (selector) => {
    const any = selector.replace(STATES, '').replace(/:(?:not|is|where)\(\s*\)/g, '');
    try {
      return document.querySelector(any.replace(/(^|[\s>+~])(?=$|[\s>+~])/g, '$1*'));
    } catch {
      return true; // what cannot be judged is shown
    }
  };

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(whole);
  const wanted = rules(sheet.cssRules);
  const had = [...document.styleSheets].flatMap(({ cssRules }) => rules(cssRules));
  const kept = new Set(had.flatMap(selectors));
  const set = new Set(had.flatMap(variables));
  const used = new Set(had.flatMap(({ cssText }) => [...cssText.matchAll(VARIABLE)].map(([, name]) => name)));
  return [
    ...wanted.flatMap(selectors).filter((selector) => !kept.has(selector) && fits(selector)),
    ...wanted.flatMap(variables).filter((name) => used.has(name) && !set.has(name)),
  ];
};
