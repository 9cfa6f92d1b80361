// Parses contracts/asyncapi.yaml as a partner does, and prints whatever the parser has to say. It fails if that is anything.
import { readFile } from 'node:fs/promises';
import { Parser } from '@asyncapi/parser';

const { document, diagnostics } = await new Parser().parse(await readFile(process.argv[2], 'utf8'));
for (const { code, message, path } of diagnostics) console.log(`${path.join('.')}: ${message} (${code})`);
process.exitCode = document && diagnostics.length === 0 ? 0 : 1;
