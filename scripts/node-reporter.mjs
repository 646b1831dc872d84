// A node:test reporter that ends in one JSON line: how many tests passed and failed, and which files held none.
export default async function* (events) {
  let counts = { passed: 0, failed: 1, skipped: 0 };
  const empty = [];
  for await (const { type, data } of events) {
    // A file without tests is reported as one passing test that bears the file's name.
    if (
      type === 'test:pass' &&
      data.nesting === 0 &&
      data.file?.endsWith(data.name.replace(/^\.\//, ''))
    )
      empty.push(data.name);
    if (type === 'test:summary' && data.file === undefined) {
      const { passed, failed, cancelled, skipped, todo } = data.counts;
      counts = { passed, failed: failed + cancelled, skipped: skipped + todo };
    }
  }
  counts.passed -= empty.length;
  yield `${JSON.stringify({ ...counts, empty })}\n`;
}
