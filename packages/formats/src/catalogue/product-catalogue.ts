import { type ProductCatalogue, productCatalogueSchema } from '@underpin/model';
import products from './products.json' with { type: 'json' };

/**
 * Makers, brands and products that Underpin knows, each fact with its source. What no source tells is absent.
 *
 * @example lookUpProduct(productCatalogue, { machineType: '8286-42A' }, '2026-06-30')
 */
export const productCatalogue: ProductCatalogue = productCatalogueSchema.parse(products);
