/** `crm.item.list`, `.get` and `.add`, and `crm.duplicate.findbycomm`, as the vendor's pages show them. */
import type { PortalData, PortalEntity } from './data.ts';
import { FIELDS, itemsOf, itemTypeOf, type ItemType } from './item-fields.ts';
import { itemFilter } from './item-filter.ts';
import { numbersMeet } from './numbers.ts';
import type { Refusal } from './refusals.ts';
import { isList, isMap, textOf, type Answer, type Wire, type WireMap } from './wire.ts';

const PAGE = 50;
const MAX_VALUES = 20;

const bad = (code: string, description: string, status = 400): Refusal => ({ status, code, description });
const NO_TYPE = bad('NOT_FOUND', 'Smart process not found');
const DENIED = bad('ACCESS_DENIED', 'Access denied');

const mapOf = (value: Wire | undefined): WireMap => {
  if (isMap(value)) return value;
  return isList(value) ? Object.fromEntries(Object.entries(value)) : {};
};

function compare(order: WireMap, type: ItemType): ((a: WireMap, b: WireMap) => number) | Refusal {
  const keys = Object.entries(order);
  const unknown = keys.find(([key]) => !FIELDS[type].includes(key));
  if (unknown !== undefined)
    return bad('INVALID_ARG_VALUE', `Invalid order: field '${unknown[0]}' is not allowed in order`);
  return (a, b) => {
    for (const [key, direction] of keys) {
      const [one, other] = [textOf(a[key]), textOf(b[key])];
      const step = one.localeCompare(other, 'en', { numeric: true });
      if (step !== 0) return textOf(direction).toUpperCase() === 'DESC' ? -step : step;
    }
    return 0;
  };
}

/** `*` or nothing selects all; a field that the kind has not is left out without a word. */
function selected(item: WireMap, select: Wire | undefined): WireMap {
  const names = isList(select) ? select.map(textOf) : [];
  if (names.length === 0 || names.includes('*')) return item;
  return Object.fromEntries(Object.entries(item).filter(([key]) => key === 'id' || names.includes(key)));
}

export function listCrmItems(data: PortalData, params: WireMap): Answer | Refusal {
  const type = itemTypeOf(textOf(params['entityTypeId']));
  if (type === null) return NO_TYPE;
  const test = itemFilter(mapOf(params['filter']), FIELDS[type]);
  if (typeof test !== 'function') return test;
  const order = compare(mapOf(params['order']), type);
  if (typeof order !== 'function') return order;
  const matches = itemsOf(type, data).filter(test).toSorted(order);
  const asked = Number.parseInt(textOf(params['start']), 10);
  const start = Number.isNaN(asked) || asked < 0 ? 0 : Math.floor(asked / PAGE) * PAGE;
  const items = matches.slice(start, start + PAGE).map((item) => selected(item, params['select']));
  const total = matches.length;
  return { result: { items }, total, ...(start + PAGE < total ? { next: start + PAGE } : {}) };
}

export function getCrmItem(data: PortalData, params: WireMap): Answer | Refusal {
  const type = itemTypeOf(textOf(params['entityTypeId']));
  if (type === null) return NO_TYPE;
  if (!data.rights.isReading) return DENIED;
  const item = itemsOf(type, data).find(({ id }) => textOf(id) === textOf(params['id']));
  return item === undefined ? bad('NOT_FOUND', 'Element not found') : { result: { item } };
}

/** Only leads are made here. Fields that are none are ignored, as the vendor's page says. */
export function addCrmItem(data: PortalData, params: WireMap): Answer | Refusal {
  if (itemTypeOf(textOf(params['entityTypeId'])) !== 'LEAD') return NO_TYPE;
  if (!data.rights.isAdding) return DENIED;
  const fields = mapOf(params['fields']);
  const source = textOf(fields['sourceId']);
  if (source !== '' && !data.sources.includes(source)) {
    return bad('CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value for field "sourceId"');
  }
  const { fm } = fields;
  if (fm !== undefined && !isList(fm)) {
    return bad('100', 'Expected iterable value for multiple field, but got string instead');
  }
  const id = Math.max(0, ...data.entities.filter(({ type }) => type === 'LEAD').map((one) => one.id)) + 1;
  const phones = (fm ?? []).filter(isMap).filter((one) => textOf(one['typeId']) === 'PHONE');
  const given = (key: string): string => textOf(fields[key]);
  const lead: PortalEntity = {
    type: 'LEAD',
    id,
    name: [given('name'), given('lastName')].filter((part) => part !== '').join(' '),
    phones: phones.map((one) => textOf(one['value'])),
    assignedById: Number(given('assignedById')) || data.userId,
    ...(given('title') === '' ? {} : { title: given('title') }),
    ...(given('originatorId') === '' ? {} : { originatorId: given('originatorId') }),
    ...(given('originId') === '' ? {} : { originId: given('originId') }),
    ...(source === '' ? {} : { sourceId: source }),
  };
  data.entities = [...data.entities, lead];
  const readable: PortalData = { ...data, entities: [lead], rights: { isReading: true, isAdding: true } };
  return { result: { item: itemsOf('LEAD', readable)[0] ?? null } };
}

/** Where 20 of one type are found, the types after it are left out: leads, contacts, companies. */
export function findByComm(data: PortalData, params: WireMap): Answer | Refusal {
  const { type, values } = params;
  if (textOf(type) === '') return bad('Communication type is not defined', "Parameter 'type' is required.");
  if (textOf(type) !== 'PHONE') {
    return bad(`Communication type '${textOf(type)}' is not supported in current context`, '');
  }
  if (!isList(values) || values.length === 0) {
    return bad('Communication values is not defined', "Parameter 'values' is required.");
  }
  if (!data.rights.isReading) return bad('Access denied', 'Access denied', 403);
  const asked = values.slice(0, MAX_VALUES).map(textOf);
  const found: [string, Wire][] = [];
  for (const kind of ['LEAD', 'CONTACT', 'COMPANY'] as const) {
    const ids = data.entities
      .filter(
        (one) => one.type === kind && one.phones.some((phone) => asked.some((value) => numbersMeet(phone, value))),
      )
      .map((one) => one.id);
    if (ids.length > 0) found.push([kind, ids.slice(0, MAX_VALUES)]);
    if (ids.length >= MAX_VALUES) break;
  }
  return { result: found.length === 0 ? [] : Object.fromEntries(found) };
}
