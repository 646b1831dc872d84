/**
 * Settings come from the environment. A bad one is told by name, with what is wrong and what a good one looks like.
 */
import { resolve } from 'node:path';

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the folder that holds keys, attachments and (without `databaseUrl`) the database. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Origin that people's browsers use, without a slash at the end. */
  readonly publicUrl: string;
  /** A proxy in front adds the client's address as the last one of X-Forwarded-For. */
  readonly behindProxy: boolean;
  /** Bearer of `/metrics`; without one there is no such page. */
  readonly metricsToken: string | undefined;
  readonly demo: boolean;
}

export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly faults: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

const known = ['--demo', '--new-site', '--restored'];

function urlOf(text: string, protocols: readonly string[]): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url && protocols.includes(url.protocol) ? url : undefined;
}

/** Reads PORT, HOST, DATA_DIR, DATABASE_URL, PUBLIC_URL, BEHIND_PROXY, METRICS_TOKEN and the flags. */
export function readSettings(env: Environment, flags: readonly string[]): ReadSettings {
  const faults: string[] = [];
  const fault = (name: string, value: string, wrong: string, example: string): void =>
    void faults.push(`${name} is "${value}": ${wrong}. For example: ${name}=${example}`);
  for (const flag of flags)
    if (!known.includes(flag)) faults.push(`There is no "${flag}". Known: ${known.join(', ')}`);
  const demo = flags.includes('--demo');

  const portText = env['PORT']?.trim() || '8080';
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : 0;
  const isPort = port >= 1 && port <= 65_535;
  if (!isPort) fault('PORT', portText, 'it must be a whole number from 1 to 65535', '8080');

  const host = env['HOST']?.trim() || '127.0.0.1';
  if (!/^[A-Za-z0-9.:-]+$/.test(host))
    fault('HOST', host, 'it must be an address to listen on', '0.0.0.0');

  const dataDir = resolve(env['DATA_DIR']?.trim() || (demo ? './data/demo' : './data'));

  const databaseUrl = env['DATABASE_URL']?.trim() || undefined;
  if (databaseUrl && !urlOf(databaseUrl, ['postgres:', 'postgresql:']))
    // The value is not repeated: it holds a password.
    faults.push(
      'DATABASE_URL does not begin with postgres:// or cannot be read. For example: ' +
        'DATABASE_URL=postgres://user:password@host:5432/qiantai',
    );

  const publicText = env['PUBLIC_URL']?.trim() || `http://localhost:${isPort ? port : 8080}`;
  const publicUrl = urlOf(publicText, ['http:', 'https:']);
  if (!publicUrl || publicUrl.pathname !== '/' || publicUrl.search || publicUrl.hash)
    fault(
      'PUBLIC_URL',
      publicText,
      'it must be an http or https address with no path',
      'https://qiantai.example.com',
    );

  const proxyText = env['BEHIND_PROXY']?.trim() || '0';
  if (!['0', '1'].includes(proxyText))
    fault('BEHIND_PROXY', proxyText, 'it must be 1 (a proxy is in front) or 0', '1');

  const metricsToken = env['METRICS_TOKEN']?.trim() || undefined;
  // A short one can be guessed. The value is not repeated.
  if (metricsToken !== undefined && metricsToken.length < 16)
    faults.push(
      'METRICS_TOKEN is too short: 16 characters or more. For example: METRICS_TOKEN=$(openssl rand -hex 16)',
    );

  if (faults.length > 0 || !publicUrl) return { ok: false, faults };
  return {
    ok: true,
    settings: {
      port,
      host,
      dataDir,
      databaseUrl,
      publicUrl: publicUrl.origin,
      behindProxy: proxyText === '1',
      metricsToken,
      demo,
    },
  };
}
