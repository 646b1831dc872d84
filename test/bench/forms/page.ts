/** Runs in the page: draws the form with the engine beside it, and says when what was done. */
import { questions, typedInto } from './questions.ts';

interface EngineModule {
  mount(root: HTMLElement, all: ReturnType<typeof questions>): void | Promise<void>;
  /** The engine's own answer to a question, not what the input shows. */
  read(id: string): unknown;
  control(id: string): Element | null;
  /** Questions that are in the document. */
  count(): number;
  /** Expressions that the last answer made it evaluate, where it says. */
  evaluated?(): number;
}

export interface Times {
  /** Milliseconds from the start of the engine's script: first screen painted and an answer taken; all questions there. */
  readonly first: number;
  readonly settled: number;
}

const settings = new URLSearchParams(location.search);
const logic = settings.get('logic') === '1';
const all = questions(Number(settings.get('count') ?? 500), logic);

const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);
/** After the frame has been painted. */
const painted = async (): Promise<void> => {
  await nextFrame();
  const { port1, port2 } = new MessageChannel();
  await new Promise((done) => {
    port1.addEventListener('message', done);
    port1.start();
    port2.postMessage('');
  });
};

function textInput(engine: EngineModule, id: string): HTMLInputElement | undefined {
  const control = engine.control(id);
  return control instanceof HTMLInputElement ? control : undefined;
}

/** Types one letter as far as a script can, past what React puts on the property. */
function put(input: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

async function run(): Promise<Times> {
  // Fetched and in the cache before the clock starts.
  await fetch('./engine.js').then((reply) => reply.arrayBuffer());
  const root = document.getElementById('root');
  if (!root) throw new Error('no root');
  await nextFrame();
  const start = performance.now();
  const engine = (await import(/* @vite-ignore */ './engine.js' as string)) as EngineModule;
  Object.assign(globalThis, { engine });
  void engine.mount(root, all);
  let first = 0;
  let settled = 0;
  const expected = all.length;
  while (settled === 0) {
    await painted();
    const now = performance.now() - start;
    if (first === 0) {
      const input = textInput(engine, typedInto.plain);
      if (input && input.getClientRects().length > 0) {
        put(input, 'x');
        for (let tries = 0; engine.read(typedInto.plain) !== 'x'; tries++) {
          if (tries > 300) throw new Error('the first question takes no answer');
          // Put again where the engine was not yet listening.
          if (tries % 20 === 19) {
            put(input, '');
            put(input, 'x');
          }
          await painted();
        }
        first = performance.now() - start;
      }
    }
    if (first > 0 && engine.count() >= expected) settled = Math.max(now, first);
    if (now > 60_000)
      throw new Error(`not settled: ${engine.count()} of ${expected}, first ${first}`);
  }
  return { first, settled };
}

Object.assign(globalThis, { times: run() });
