import { ledgerContract } from './ledger-contract.ts';
import { MemoryLedger } from './memory-ledger.ts';

ledgerContract('memory', () => {
  const ledger = new MemoryLedger([], () => Date.parse('2026-11-24T08:00:00Z'));
  return { ledger, sites: ['s1', 's2'], source: (site) => ledger.source(site) };
});
