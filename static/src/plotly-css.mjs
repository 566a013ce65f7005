// plotly.js writes its style rules into the page unless the page links them as a stylesheet (with
// the id `plotly.js-style-global` and the class `no-inline-styles`), which a strict content security
// policy demands. The bundle holds the rules as one object literal: selector, where X stands for the
// plot, to declarations. This reads them out of the very bundle that is shipped.

const START = '{"X,X div":';
const RULE = /"((?:[^"\\]|\\.)*)":(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')[,}]/y;

export function plotlyStylesheet(bundle) {
  const start = bundle.indexOf(START);
  if (start < 0) throw new Error("plotly.js keeps its style rules elsewhere now: see plotly-css.mjs");
  const rules = [];
  RULE.lastIndex = start + 1;
  for (let rule = RULE.exec(bundle); rule; rule = RULE.exec(bundle)) {
    const selector = rule[1].replaceAll("X", ".js-plotly-plot .plotly");
    rules.push(`${selector}{${rule[2] ?? rule[3]}}`);
    if (rule[0].endsWith("}")) break;
  }
  if (rules.length < 40) throw new Error("plotly.js's style rules were not read whole");
  return `${rules.join("\n")}\n`;
}
