import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { starterDocxTemplate } from '@underpin/report';

const bytes = await starterDocxTemplate();
await writeFile(join(import.meta.dirname, '..', 'examples', 'review-2014', 'template.docx'), bytes);
console.log(`template.docx: ${bytes.length} bytes`);
