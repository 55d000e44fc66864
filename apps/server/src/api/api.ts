import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { sha256 } from '@underpin/app';
import { type EndpointName, endpoints, openApiDocument, problem, sectorEndpoints } from '@underpin/contract';
import type { FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ApiOptions } from './api-options.ts';
import { sessionCookie } from './caller.ts';
import { consoleRoutes } from './console.ts';
import { caseRoutes } from './nouns/cases.ts';
import { decisionRoutes } from './nouns/decisions.ts';
import { evidenceRoutes } from './nouns/evidence.ts';
import { extractRoutes } from './nouns/extracts.ts';
import { findingRoutes } from './nouns/findings.ts';
import { machineryRoutes } from './nouns/machinery.ts';
import { partyRoutes } from './nouns/parties.ts';
import { programmeRoutes } from './nouns/programmes.ts';
import { recordRoutes } from './nouns/records.ts';
import { savedRoutes } from './nouns/saved.ts';
import { securityKeyRoutes } from './nouns/security-keys.ts';
import { signInRoutes } from './nouns/sign-in.ts';
import { uploadRoutes } from './nouns/uploads.ts';
import { trialRoutes } from './nouns/trials.ts';
import { sendError, sendProblem } from './problems.ts';
import { Routes } from './route.ts';

/** Everything under `/api/v1`, as the contract describes it. */
export async function registerApi(server: FastifyInstance, options: ApiOptions): Promise<void> {
  await server.register(cookie);
  server.decorateRequest('caller', null);
  await server.register(
    async (api) => {
      api.setValidatorCompiler(validatorCompiler);
      api.setSerializerCompiler(serializerCompiler);
      await api.register(rateLimit, {
        max: options.rates.requests,
        timeWindow: 60_000,
        // By who asks where that is known, so that people behind one address do not share a limit.
        keyGenerator: (request) =>
          sha256(String(request.headers.authorization ?? request.cookies[sessionCookie] ?? request.ip)),
        errorResponseBuilder: () => Object.assign(new Error('Too many requests'), { statusCode: 429 }),
      });
      // Files are taken as they come in, by who wants them.
      api.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
      api.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
        if (options.secure) reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains');
      });
      api.setErrorHandler((error, _request, reply) => sendError(reply, error, options.tell));
      api.setNotFoundHandler((_request, reply) => sendProblem(reply, 'not found', problem('not found', '').title));
      let document: unknown;
      api.get('/openapi.json', (_request, reply) => reply.send((document ??= openApiDocument(options.version))));
      const routes = new Routes(api, options);
      signInRoutes(routes);
      securityKeyRoutes(routes);
      partyRoutes(routes);
      caseRoutes(routes);
      evidenceRoutes(routes);
      findingRoutes(routes);
      extractRoutes(routes);
      decisionRoutes(routes);
      trialRoutes(routes);
      programmeRoutes(routes);
      recordRoutes(routes);
      uploadRoutes(routes);
      machineryRoutes(routes);
      savedRoutes(routes);
      const missing = Object.keys(endpoints).filter(
        (name) => !routes.done.has(name as EndpointName) && !(name in sectorEndpoints),
      );
      if (missing.length > 0) throw new Error(`Nothing answers ${missing.join(', ')}`);
      if (options.oidc !== undefined) {
        const { oidcRoutes } = await import('./oidc.ts');
        oidcRoutes(api, options, options.oidc);
      }
    },
    { prefix: '/api/v1' },
  );
  consoleRoutes(server, options.welcomePage ?? false);
}
