/**
 * Imported before anything that defines a schema: compiled checks need `unsafe-eval`, which the content security policy
 * does not give. Said where zod looks for it, so that zod itself need not be here yet.
 */
(globalThis as { __zod_globalConfig?: { jitless: boolean } }).__zod_globalConfig = {
  jitless: true,
};
