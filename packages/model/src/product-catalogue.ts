import { z } from 'zod';
import { isoDateSchema } from './iso-date.ts';

const sourced = { source: z.string().min(1).describe('Address or document that states it') };

/** Who owned a brand, from and until when (both inclusive). An absent end is open; an absent start is unknown. */
export const brandOwnerSchema = z.object({
  maker: z.string(),
  from: isoDateSchema.optional(),
  until: isoDateSchema.optional(),
  note: z.string().optional(),
  ...sourced,
});
export type BrandOwner = z.infer<typeof brandOwnerSchema>;

export const catalogueBrandSchema = z.object({ brand: z.string(), owners: z.array(brandOwnerSchema).min(1) });
export type CatalogueBrand = z.infer<typeof catalogueBrandSchema>;

/** A name that a maker had; the same undertaking continues under `maker`. */
export const makerNameSchema = z.object({
  maker: z.string().describe('Name in this catalogue'),
  names: z.array(z.string()).describe('Other names and spellings, matched without regard to case'),
  from: isoDateSchema.optional().describe('From when the name in this catalogue is in use, where known'),
  ...sourced,
});
export type MakerName = z.infer<typeof makerNameSchema>;

/** What one unit of a product can do in one unit of measure. Units are never mixed. */
export const capacityRowSchema = z.object({
  unit: z.string().describe('Such as "SAPS"'),
  per: z.enum(['core', 'server']),
  value: z.number().positive(),
  conditions: z.string().optional().describe('Such as "SMT8"'),
  statedOn: isoDateSchema.optional(),
  ...sourced,
});
export type CapacityRow = z.infer<typeof capacityRowSchema>;

/** Dates in the life of a product. An absent date is unknown, not "never". */
export const lifecycleSchema = z.object({
  announced: isoDateSchema.optional(),
  withdrawn: isoDateSchema.optional().describe('No longer sold'),
  endOfService: isoDateSchema.optional(),
  ...sourced,
});
export type Lifecycle = z.infer<typeof lifecycleSchema>;

export const catalogueProductSchema = z.object({
  id: z.string(),
  brand: z.string(),
  family: z.string().optional(),
  name: z.string(),
  category: z.string().optional().describe('Such as "server.high-end"; absent when no source tells it'),
  sockets: z
    .int()
    .positive()
    .optional()
    .describe('Most processor sockets of one system that the source shows; the category of a server follows it'),
  machineTypes: z.array(z.string()).optional().describe('Whole machine type-model, or machine type alone (any model)'),
  partNumbers: z.array(z.string()).optional(),
  modelPatterns: z.array(z.string()).optional().describe('Regular expressions on the whole model name, any case'),
  lifecycle: lifecycleSchema.optional(),
  capacity: z.array(capacityRowSchema).optional(),
  ...sourced,
});
export type CatalogueProduct = z.infer<typeof catalogueProductSchema>;

/** Products as data: makers and their names, brands and their owners over time, products with how to recognise them. */
export const productCatalogueSchema = z
  .object({
    id: z.string(),
    validFrom: isoDateSchema,
    makers: z.array(makerNameSchema),
    brands: z.array(catalogueBrandSchema),
    products: z.array(catalogueProductSchema),
  })
  .superRefine((catalogue, context) => {
    const brands = new Set(catalogue.brands.map((brand) => brand.brand));
    const ids = new Set<string>();
    for (const product of catalogue.products) {
      if (ids.has(product.id)) context.addIssue(`Product id "${product.id}" stands twice`);
      ids.add(product.id);
      if (!brands.has(product.brand))
        context.addIssue(`Product "${product.id}" names an unknown brand "${product.brand}"`);
    }
    for (const { brand, owners } of catalogue.brands) {
      for (let index = 1; index < owners.length; index += 1) {
        const before = owners[index - 1]?.until;
        const from = owners[index]?.from;
        if (before === undefined || from === undefined || before >= from) {
          context.addIssue(`Owners of brand "${brand}" must follow each other in time without overlap`);
        }
      }
    }
  });
export type ProductCatalogue = z.infer<typeof productCatalogueSchema>;
