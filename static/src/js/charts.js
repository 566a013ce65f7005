// Draws each chart of a page when the reader comes near it. The server has worked everything out:
// this only fetches a figure, fits it to the width and leads from a mark to its page. Without this
// file each chart still has its title, its table and its files.

const NEAR = "800px 0px";
const narrow = matchMedia("(max-width: 48em)");
const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  doubleClick: false,
  plotlyServerURL: "",
  responsive: true,
  scrollZoom: false,
  showSendToCloud: false,
};
const PROBLEM = "The chart could not be loaded. Its table has the same figures.";

let library;

// Fetched once, with its stylesheet: our policy lets it write no style rules of its own.
function plotly() {
  const { chartLibrary, chartStyles } = document.querySelector("[data-chart-library]").dataset;
  library ??= Promise.all([
    added(document.createElement("script"), { src: chartLibrary }),
    added(document.createElement("link"), {
      id: "plotly.js-style-global",
      className: "no-inline-styles",
      rel: "stylesheet",
      href: chartStyles,
    }),
  ]).then(() => window.Plotly);
  return library;
}

function added(element, properties) {
  return new Promise((resolve, reject) => {
    Object.assign(element, properties, { onload: resolve, onerror: reject });
    document.head.append(element);
  });
}

async function given(chart) {
  const beside = chart.querySelector("script[type='application/json']");
  if (beside) return JSON.parse(beside.textContent);
  const response = await fetch(chart.dataset.chartSrc);
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  return response.json();
}

// What differs on a narrow screen laid over the figure, object by object.
function laidOver(base, over) {
  const whole = { ...base };
  for (const [name, value] of Object.entries(over ?? {})) {
    const both = [base?.[name], value].every((each) => each && each.constructor === Object);
    whole[name] = both ? laidOver(base[name], value) : value;
  }
  return whole;
}

function fitted({ figure, narrow: over }) {
  if (!narrow.matches) return structuredClone(figure);
  const data = figure.data.map((trace) => laidOver(trace, over.trace));
  return structuredClone({ data, layout: laidOver(figure.layout, over.layout) });
}

// A mark leads to its page. A finger has no hovering: its first touch shows what the mark is.
function leads(plot) {
  let presses = 0;
  let finger = false;
  let shown = {};
  const press = ({ pointerType }) => {
    presses += 1;
    finger = pointerType === "touch";
  };
  plot.addEventListener("pointerdown", press, true);
  plot.on("plotly_click", ({ points: [{ customdata, curveNumber, pointNumber }] }) => {
    if (typeof customdata !== "string" || !customdata.startsWith("/")) return;
    const mark = `${curveNumber}/${pointNumber}`;
    // A browser may tell of one touch twice, so that it is the second touch that counts.
    const again = shown.mark === mark && shown.press < presses;
    if (!finger || again) window.location.assign(customdata);
    else if (shown.mark !== mark) shown = { mark, press: presses };
  });
  plot.on("plotly_hover", () => plot.classList.add("app-chart__plot--on-mark"));
  plot.on("plotly_unhover", () => plot.classList.remove("app-chart__plot--on-mark"));
}

const LETTER = 9; // average width in pixels of a letter of the title, of the source three quarters
const EDGE = 16;

function lines(text, width, letter) {
  const fit = Math.max(20, Math.floor((width - 2 * EDGE) / letter));
  return text.match(new RegExp(`.{1,${fit}}(\\s|$)`, "g")) ?? [text];
}

// The figure with its finding above and its source below, for a picture that leaves the page.
function picture(content, width) {
  const { data, layout } = fitted(content);
  const heading = lines(content.finding, width, LETTER);
  const about = lines(content.title, width, 0.85 * LETTER);
  const source = lines(content.source, width, 0.75 * LETTER);
  const above = 2 * EDGE + 21 * heading.length + 19 * about.length;
  const below = EDGE + 16 * source.length;
  const title = {
    text: heading.join("<br>"),
    subtitle: { text: about.join("<br>"), font: { size: 14 } },
    font: { size: 16, weight: 700 },
    xref: "container",
    yref: "container",
    x: 0,
    y: 1,
    xanchor: "left",
    yanchor: "top",
    pad: { l: EDGE, t: EDGE + 4 * (heading.length - 1) }, // plotly lifts each further line a little
  };
  const origin = {
    text: source.join("<br>"),
    font: { size: 12 },
    showarrow: false,
    xref: "paper",
    yref: "paper",
    x: 1,
    y: 0,
    xanchor: "right",
    yanchor: "top",
    align: "right",
    yshift: -layout.margin.b,
  };
  const margin = { ...layout.margin, t: layout.margin.t + above, b: layout.margin.b + below };
  const annotations = [...(layout.annotations ?? []), origin];
  const height = layout.height + above + below;
  const whole = { ...layout, title, width, height, margin, annotations };
  return { figure: { data, layout: whole }, height };
}

function offersPicture(chart, plot, Plotly, content) {
  const button = chart.querySelector("[data-chart-png]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const width = plot.clientWidth;
    const { figure, height } = picture(content, width);
    const filename = content.file_name;
    Plotly.downloadImage(figure, { format: "png", filename, width, height, scale: 2 });
  });
}

async function draw(chart) {
  const plot = chart.querySelector("[data-chart-plot]");
  try {
    const [Plotly, content] = await Promise.all([plotly(), given(chart)]);
    const { data, layout } = fitted(content);
    await Plotly.newPlot(plot, data, layout, CONFIG);
    leads(plot);
    offersPicture(chart, plot, Plotly, content);
    narrow.addEventListener("change", () => {
      const again = fitted(content);
      Plotly.react(plot, again.data, again.layout, CONFIG);
    });
    chart.dataset.chart = "drawn";
  } catch (error) {
    chart.querySelector("[data-chart-problem]").textContent = PROBLEM;
    console.warn(error);
  }
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      draw(target);
    }
  },
  { rootMargin: NEAR },
);
for (const chart of document.querySelectorAll("[data-chart]")) near.observe(chart);
