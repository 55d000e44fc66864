import { caseEndpoints } from './nouns/cases.ts';
import { decisionEndpoints } from './nouns/decisions.ts';
import { evidenceEndpoints } from './nouns/evidence.ts';
import { extractEndpoints } from './nouns/extracts.ts';
import { findingEndpoints } from './nouns/findings.ts';
import { machineryEndpoints } from './nouns/machinery.ts';
import { partyEndpoints } from './nouns/parties.ts';
import { programmeEndpoints } from './nouns/programmes.ts';
import { recordEndpoints } from './nouns/records.ts';
import { savedEndpoints } from './nouns/saved.ts';
import { sectorEndpoints } from './nouns/sector.ts';
import { securityKeyEndpoints } from './nouns/security-keys.ts';
import { signInEndpoints } from './nouns/sign-in.ts';
import { trialEndpoints } from './nouns/trials.ts';
import { uploadEndpoints } from './nouns/uploads.ts';

/** Everything that can be asked of the server, by name: the one source of routes, OpenAPI and client. */
export const endpoints = {
  ...signInEndpoints,
  ...securityKeyEndpoints,
  ...partyEndpoints,
  ...caseEndpoints,
  ...evidenceEndpoints,
  ...findingEndpoints,
  ...extractEndpoints,
  ...decisionEndpoints,
  ...trialEndpoints,
  ...programmeEndpoints,
  ...recordEndpoints,
  ...savedEndpoints,
  ...uploadEndpoints,
  ...machineryEndpoints,
  ...sectorEndpoints,
};
export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
