/** What the numbers of docs/performance.md do not say by themselves: why a goal is missed, and what was done. */
export const notes = {
  size: `The first three are everything that has to be there before the first screen is painted: the page's own script, the
surface, and all that they import. \`test/e2e/sizes.e2e.test.ts\` fails above the budget.

Removed from the first load (kiosk 230 → 81, tablet 232 → 78, desk 250 → 133 kB): everything behind the store's first screen
(\`store/works.ts\`: the expression language, the schemas of the wire, HPKE, sending, the calendar of holidays, passes) comes
once the page is painted; so do the kiosk's further screens, the tablet's and each page of the desk; the QR writer, the
service-worker client and enrolment come when they are used; zod is told not to compile without being loaded for it; dates
are read without the expression language; Dexie is taken as built for browsers of today. All of it is kept by the service
worker, so a device that starts with no network has it.

Missed: **the worker** sends and pulls with the same code as a page, which predicts what people see and so brings the
expression language (25 kB) and the forms; a worker may not import later what it did not install. Letting it only send would
save about 35 kB and leave showing the outcome to the next page; that was not done. **The renderer** is bounded by the
expression language (25 kB), Lit with the icons (13 kB) and the signature pad (8 kB); without what computes, a form is 48 kB.`,
  forms: `Peers are packages of \`test/bench\` only. Debounced engines are measured to the settled page.`,
  store: `\`home\` is the query that the desk's home waits for, not its painting. A save is one strict transaction over entry,
outbox and numbers.

Removed: a filter by procedure read all of its entries by a cursor (252 ms of 1,000 entries on a busy machine; now 1.4 ms: open
ones by their own index, the others in one read); the desk's palette read the whole table at each letter and now asks the
index as the quick line does.

Search is slow where what is typed is found by fewer entries than are asked for: then the words of the last 2,000 entries are
read, whatever the size of the table. An index of words would end that; it was not built.`,
  start: `A fresh browser process on the profile of a device that was there before, until the first button of the first screen
is painted. The time includes that of the browser's own start of the worker.`,
  sync: `The floor is one gzipped request, one SQLite transaction, one bulk put, with nothing checked, signed, merged or predicted.
PouchDB and RxDB were not run here; on such a machine they were seen at 4264 and 4482 ms for a push and 4501 and 2373 ms for a
pull of 10,000 entries at their best batch size.`,
  server: `Authorisation, validation, merge and a signed receipt are included; \`group\` stores a text under an id in commits that are
shared, \`pooled\` inserts it into PostgreSQL.

Removed: each push waited for the disk three times (who asks, whose proof it is, the change itself), since every transaction
queued behind the shared commit; the first two now read beside it (decision 13). A body of known length is read without
streams. What is left at the top of a profile: the commit itself, then the query builder, which compiles some fourteen
statements for each push; preparing them once is the next step.`,
  growth: `Opening and answering a form by its questions; a device's work by its entries. Measured on a busy machine: only how a
column grows says something. A form of ten times 500 questions opens in 25 times the time, which is above linear and not yet
explained. Search grows until 2,000 entries, which is as many as it reads. 100,000 entries, sites and devices were not run.`,
} as const;
