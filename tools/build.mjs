// Build static/src into static/dist: scripts, styles, fonts and icons under hashed names, listed in manifest.json.
//
// What becomes a file of its own needs no list: every style sheet and every script in static/src/<feature>/ that no
// other one imports and whose name does not begin with "_". Service workers (*-sw.js) keep their names and are told
// which files their folder needs: the constant __FILES__.
//
// manifest.json: { "agenda/list.js": "agenda/list-AB12CD34.js", … }, as seen from /static/dist/

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const source = join(root, "static/src");
const target = join(root, "static/dist");
const modules = join(root, "node_modules");
const PUBLIC = "/static/dist/";
const PAPER = {
  fraunces: ["400Regular", "600SemiBold"],
  "instrument-sans": ["400Regular", "500Medium", "600SemiBold", "700Bold"],
  "noto-sans": ["400Regular", "700Bold"],
};
// What a first visit needs before anything of its own: style, fonts and the two scripts of every page.
const BASE_BUDGET = 90_000;

const files = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((item) =>
        item.isDirectory() ? files(join(folder, item.name)) : [join(folder, item.name)],
      )
    : [];
const name = (path) => relative(source, path).replaceAll("\\", "/");
const hash = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 10);
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

const manifest = {};
const written = new Set();

function put(path, bytes) {
  const file = join(target, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  written.add(file);
  if (/\.(js|css|svg|wasm|json)$/.test(path)) {
    writeFileSync(`${file}.br`, brotli(bytes));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    written.add(`${file}.br`).add(`${file}.gz`);
  }
  return PUBLIC + path;
}

// --- fonts: the screen's are cut to three languages, the paper's are whole ---------------------------------------
function buildFonts() {
  const python = process.env.PYTHON ?? (existsSync(join(root, ".venv/bin/python")) ? join(root, ".venv/bin/python") : "python3");
  const run = spawnSync(python, [join(root, "tools/fonts.py"), modules, join(target, "fonts")], { stdio: "inherit" });
  if (run.status !== 0) throw new Error("the fonts could not be cut");
  const index = JSON.parse(readFileSync(join(target, "fonts/index.json"), "utf8")).files;
  written.add(join(target, "fonts/index.json"));
  for (const [font, file] of Object.entries(index)) {
    written.add(join(target, "fonts", file));
    manifest[`fonts/${font}.woff2`] = `${PUBLIC}fonts/${file}`;
  }
  mkdirSync(join(target, "paper"), { recursive: true });
  copyFileSync(join(target, "fonts/measures.json"), join(target, "paper/measures.json"));
  written.add(join(target, "fonts/measures.json")).add(join(target, "paper/measures.json"));
  for (const [family, weights] of Object.entries(PAPER))
    for (const weight of weights) {
      const folder = join(modules, "@expo-google-fonts", family, weight);
      const file = readdirSync(folder).find((entry) => entry.endsWith(".ttf"));
      copyFileSync(join(folder, file), join(target, "paper", file));
      written.add(join(target, "paper", file));
    }
  return index;
}

// --- icons: only those that a template names in quotes, or a script as "icon-…" ------------------------------------
function iconRules() {
  const wanted = new Set();
  for (const path of files(join(root, "templates")))
    for (const match of readFileSync(path, "utf8").matchAll(/"([a-z0-9]+(?:-[a-z0-9]+)*)"/g)) wanted.add(match[1]);
  for (const path of files(source).filter((file) => /\.m?js$/.test(file)))
    for (const match of readFileSync(path, "utf8").matchAll(/\bicon-([a-z0-9]+(?:-[a-z0-9]+)*)/g)) wanted.add(match[1]);
  return [...wanted]
    .sort()
    .filter((icon) => existsSync(join(modules, "bootstrap-icons/icons", `${icon}.svg`)))
    .map((icon) => {
      const svg = readFileSync(join(modules, "bootstrap-icons/icons", `${icon}.svg`), "utf8")
        .replace(/ class="[^"]*"| width="\d+"| height="\d+"| fill="currentColor"/g, "")
        .replace(/\s*\n\s*/g, "")
        .replaceAll('"', "'")
        .replaceAll("#", "%23")
        .replaceAll("<", "%3C")
        .replaceAll(">", "%3E");
      return `.icon-${icon}{--icon:url("data:image/svg+xml,${svg}")}`;
    })
    .join("\n");
}

// --- styles ---------------------------------------------------------------------------------------------------------
function buildStyles(fonts) {
  const entries = files(source).filter((path) => /\.(s?css)$/.test(path) && !basename(path).startsWith("_"));
  for (const path of entries) {
    let { css } = sass.compile(path, {
      loadPaths: [modules, join(root, "static/src")],
      quietDeps: true,
      silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
    });
    if (name(path) === "theme/theme.scss") css += iconRules();
    css = css.replace(/font:([a-z0-9-]+)/g, (_, font) => `${PUBLIC}fonts/${fonts[font]}`);
    const { code } = esbuild.transformSync(css, { loader: "css", minify: true, target: ["chrome109", "firefox115", "safari15.6"] });
    const key = name(path).replace(/\.scss$/, ".css");
    manifest[key] = put(key.replace(/\.css$/, `-${hash(code)}.css`), Buffer.from(code));
  }
}

// --- scripts --------------------------------------------------------------------------------------------------------
const common = {
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  absWorkingDir: root,
  target: ["chrome109", "firefox115", "safari15.6"],
  loader: { ".wasm": "file" },
  outdir: target,
  outbase: source,
  publicPath: PUBLIC,
  assetNames: "assets/[name]-[hash]",
  logLevel: "error",
};

function keep(result) {
  for (const file of result.outputFiles) put(relative(target, file.path).replaceAll("\\", "/"), Buffer.from(file.contents));
}

async function buildScripts() {
  const scripts = files(source).filter((path) => /\.m?js$/.test(path) && !basename(path).startsWith("_"));
  const workers = scripts.filter((path) => /-sw\.js$/.test(path));
  const others = scripts.filter((path) => !workers.includes(path));
  if (others.length) {
    const look = await esbuild.build({ ...common, entryPoints: others, format: "esm", external: ["*.wasm"], minify: false });
    const imported = new Set(Object.values(look.metafile.inputs).flatMap((input) => input.imports.map((item) => resolve(root, item.path))));
    const entries = others.filter((path) => !imported.has(path));
    const result = await esbuild.build({
      ...common,
      entryPoints: entries,
      format: "esm",
      splitting: true,
      entryNames: "[dir]/[name]-[hash]",
      chunkNames: "chunks/[name]-[hash]",
    });
    keep(result);
    const outputs = result.metafile.outputs;
    const reach = (path, seen = new Set()) => {
      if (seen.has(path)) return seen;
      seen.add(path);
      for (const item of outputs[path]?.imports ?? []) if (!item.external) reach(item.path, seen);
      for (const input of Object.keys(outputs[path]?.inputs ?? {}))
        for (const [other, facts] of Object.entries(outputs)) if (input.endsWith(".wasm") && facts.inputs?.[input] && /\.wasm$/.test(other)) reach(other, seen);
      return seen;
    };
    const needs = {};
    for (const [path, facts] of Object.entries(outputs)) {
      if (!facts.entryPoint || path.endsWith(".wasm")) continue;
      const key = name(resolve(root, facts.entryPoint));
      manifest[key] = PUBLIC + relative(target, resolve(root, path));
      needs[dirname(key)] = [...(needs[dirname(key)] ?? []), ...reach(path)];
    }
    common.needs = needs;
  }
  const needs = common.needs ?? {};
  delete common.needs;
  for (const path of workers) {
    const folder = dirname(name(path));
    const list = [
      ...new Set([
        ...(needs[folder] ?? []).map((file) => PUBLIC + relative(target, resolve(root, file))),
        ...Object.entries(manifest)
          .filter(([key]) => /^(theme|fonts|base)\//.test(key) || key.startsWith(`${folder}/`))
          .map(([, url]) => url),
      ]),
    ].sort();
    const result = await esbuild.build({
      ...common,
      entryPoints: [path],
      format: "iife",
      define: { __FILES__: JSON.stringify(list), __BUILD__: JSON.stringify(hash(list.join())) },
    });
    keep(result);
    manifest[name(path)] = PUBLIC + name(path);
  }
}

// Everything else in static/src (pictures, sounds, web manifests) is copied under a hashed name.
function copyRest() {
  for (const path of files(source)) {
    if (/\.(s?css|m?js|md)$/.test(path)) continue;
    const bytes = readFileSync(path);
    const key = name(path);
    manifest[key] = put(key.replace(/(\.[^.]+)$/, `-${hash(bytes)}$1`), bytes);
  }
}

function checkBudget() {
  const wanted = Object.keys(manifest).filter((key) => /^(fonts|base)\/|^theme\/(theme\.css|appearance\.js)$/.test(key));
  const sizes = wanted.map((key) => {
    const file = join(target, manifest[key].slice(PUBLIC.length));
    return [key, statSync(existsSync(`${file}.br`) ? `${file}.br` : file).size];
  });
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  console.log(`every page: ${sizes.map(([key, size]) => `${key} ${(size / 1000).toFixed(1)}`).join(", ")} = ${(total / 1000).toFixed(1)} kB`);
  if (total > BASE_BUDGET) throw new Error(`style, fonts and scripts of every page weigh ${total} bytes; ${BASE_BUDGET} are allowed`);
}

mkdirSync(target, { recursive: true });
buildStyles(buildFonts());
copyRest();
await buildScripts();
const listed = Object.fromEntries(Object.entries(manifest).sort().map(([key, url]) => [key, url.slice(PUBLIC.length)]));
for (const path of files(target)) if (!written.has(path) && basename(path) !== "manifest.json") rmSync(path);
checkBudget();
// Written last: make takes it for the stamp of the whole build.
writeFileSync(join(target, "manifest.json"), JSON.stringify(listed, null, 1));
