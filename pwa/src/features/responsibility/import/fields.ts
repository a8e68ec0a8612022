import type { Key } from '../../../words'
import { t } from '../../../words'

/** A column of the file, or what the server compares, in words. */
const WORDS: Readonly<Record<string, Key & `duty.field.${string}`>> = {
  number: 'duty.field.number', name: 'duty.field.name', area: 'duty.field.area', lead: 'duty.field.lead', lead_duty: 'duty.field.leadDuty',
  co_units: 'duty.field.coUnits', street_duty: 'duty.field.streetDuty', headcount: 'duty.field.headcount', needs_proof: 'duty.field.needsProof',
  limits: 'duty.field.limits', assumed: 'duty.field.assumed', working_time: 'duty.field.workingTime', limits_normal: 'duty.field.limitsNormal',
  limits_urgent: 'duty.field.limitsUrgent', limits_emergency: 'duty.field.limitsEmergency', basis: 'duty.field.basis',
  situation_number: 'duty.field.situationNumber', situation: 'duty.field.situation', situations: 'duty.field.situations',
}

/** The name of a field in the reader's language; else `header`, as it stands in the file. */
export const fieldName = (field: string, header = field): string => (WORDS[field] ? t(WORDS[field]) : header)

export const fieldNames = (fields: readonly string[]): string => fields.map((field) => fieldName(field)).join(t('list.comma'))
