import { type Endpoint, endpoints } from '@underpin/contract';
import type { FastifyInstance } from 'fastify';
import { hasZodFastifySchemaValidationErrors, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { sendError } from '../api/problems.ts';
import { checkRoutes } from './check.ts';
import { controlRoutes, type DirectionsFor } from './control.ts';
import { overviewRoutes } from './overview.ts';
import { programmeRoutes } from './programme.ts';
import { relianceRoutes } from './reliance.ts';
import { changeRoutes } from './changes.ts';
import type { SectorKeeper } from './sector-keeper.ts';
import type { SectorGuard } from './sector-guard.ts';
import { refuse, type SectorEndpointName } from './sector-route.ts';
import { tableRoutes } from './tables.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Which endpoint of the sector a route answers. */
    sectorEndpoint?: SectorEndpointName;
  }
}

export interface SectorApiOptions {
  readonly sectors: SectorKeeper;
  /** Asked before every request. */
  readonly guard: SectorGuard;
  readonly directionsFor: DirectionsFor;
  /** Where unexpected errors are told. Never the content of requests. */
  readonly tell: (error: unknown) => void;
}

/** Everything under `/api/v1/sector`: reading the sector and asking it questions. Nothing here changes anything. */
export async function registerSectorApi(server: FastifyInstance, options: SectorApiOptions): Promise<void> {
  await server.register(
    async (api) => {
      api.setValidatorCompiler(validatorCompiler);
      api.setSerializerCompiler(serializerCompiler);
      api.addHook('onRequest', async (_request, reply) => {
        reply.header('cache-control', 'no-store');
      });
      api.addHook('onRequest', async (request, reply) => {
        const name = request.routeOptions.config.sectorEndpoint;
        if (name === undefined) return;
        const endpoint: Endpoint = endpoints[name];
        const refusal = await options.guard(endpoint, request);
        if (refusal !== null) return refuse(reply, refusal.kind, refusal.reason);
      });
      api.setErrorHandler((error, _request, reply) => {
        if (hasZodFastifySchemaValidationErrors(error)) {
          const errors = error.validation.map((one) => ({
            at: `${error.validationContext ?? 'request'}${one.instancePath.replaceAll('/', '.')}`,
            message: one.message ?? 'not as expected',
          }));
          return refuse(reply, 'invalid', 'Correct what "errors" names and send it again.', errors);
        }
        const { statusCode } = error as { statusCode?: unknown };
        if (statusCode === 413)
          return refuse(reply, 'too large', 'Send a smaller file, or check it on the command line.');
        if (statusCode === 415) return refuse(reply, 'media type', 'Send the file as application/octet-stream.');
        return sendError(reply, error, options.tell);
      });
      overviewRoutes(api, options.sectors);
      changeRoutes(api, options.sectors);
      tableRoutes(api, options.sectors);
      relianceRoutes(api, options.sectors);
      controlRoutes(api, options.sectors, options.directionsFor);
      checkRoutes(api, options.sectors);
      programmeRoutes(api, options.sectors, options.tell);
    },
    { prefix: '/api/v1' },
  );
}
