import { dirname } from 'node:path';
import { forbiddenArrows, readHouse } from './layers.ts';

const house = readHouse(dirname(import.meta.dirname));
const problems = forbiddenArrows(house);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else console.log(`Layers: ${house.packages.size} packages, no forbidden arrow.`);
