// Builds static/build from static/src and the locked npm packages: `npm run build`.
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import * as sass from "sass";
import { plotlyStylesheet } from "./plotly-css.mjs";

const source = dirname(fileURLToPath(import.meta.url));
const output = join(source, "..", "build");
const packages = join(source, "..", "..", "node_modules");
const require = createRequire(import.meta.url);

async function buildStyles(name) {
  const { css } = sass.compile(join(source, "scss", `${name}.scss`), {
    loadPaths: [packages],
    style: "compressed",
    quietDeps: true,
    fatalDeprecations: ["import", "global-builtin"],
  });
  await writeFile(join(output, `${name}.css`), css);
  return css;
}

// Each picture that the styles name, and no other, from our own pictures or nhsuk-frontend's.
async function copyImages(css) {
  const named = new Set([...css.matchAll(/url\(["']?images\/([^"')]+)/g)].map((found) => found[1]));
  const theirs = join(packages, "nhsuk-frontend", "dist", "nhsuk", "assets", "images");
  for (const name of named) await copyFile(join(theirs, name), join(output, "images", name));
  await copyFile(join(source, "images", "favicon.svg"), join(output, "images", "favicon.svg"));
}

async function buildScripts() {
  await build({
    entryPoints: ["app.js", "charts.js", "upload.js"].map((name) => join(source, "js", name)),
    outdir: output,
    bundle: true,
    format: "esm",
    minify: true,
    target: ["es2020"],
    legalComments: "none",
    logLevel: "warning",
  });
}

// A file of its own, so that only pages with a chart pay for it.
async function copyPlotly() {
  const bundle = require.resolve("plotly.js-basic-dist-min");
  await copyFile(bundle, join(output, "plotly-basic.js"));
  await writeFile(join(output, "plotly.css"), plotlyStylesheet(await readFile(bundle, "utf8")));
}

await rm(output, { recursive: true, force: true });
await mkdir(join(output, "images"), { recursive: true });
const css = await buildStyles("app");
await buildStyles("embed"); // the card that other sites frame
await buildStyles("admin");
await Promise.all([copyImages(css), buildScripts(), copyPlotly()]);
