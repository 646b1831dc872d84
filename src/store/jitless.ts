/**
 * Imported before anything that defines a schema: compiled checks need `unsafe-eval`, which the content security policy
 * does not give.
 */
import * as z from 'zod/mini';

z.config({ jitless: true });
