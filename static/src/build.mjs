// Builds the portal's style sheets and script into static/build. Run by bin/assets.

import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import rtlcss from "rtlcss";
import { compileAsync } from "sass";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const out = (name) => here(`../build/${name}`);

await mkdir(out(""), { recursive: true });

const { css } = await compileAsync(here("portal.scss"), {
  loadPaths: [here("../../node_modules/govuk-frontend/dist")],
  style: "compressed",
});
await writeFile(out("portal.css"), css);
await writeFile(out("portal.rtl.css"), rtlcss.process(css));

await build({
  entryPoints: [here("portal.js")],
  outfile: out("portal.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  logLevel: "warning",
});

await copyFile(here("mark.svg"), out("mark.svg"));
