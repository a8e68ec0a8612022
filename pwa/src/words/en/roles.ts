import type { roles as source } from '../zh/roles'

export const roles: Record<keyof typeof source, string> = {
  'role.RESIDENT': 'Resident',
  'role.ADMINISTRATOR': 'Administrator',
  'role.SUPERVISOR': 'Supervisor',
  'role.DISTRICT_DISPATCHER': 'District dispatcher',
  'role.HOTLINE_AGENT': 'Hotline agent',
  'role.STREET_HEAD': 'Street head',
  'role.STREET_CLERK': 'Street clerk',
  'role.GRID_ASSISTANT': 'Grid assistant',
  'role.COMMUNITY_SPECIALIST': 'Community specialist',
  'role.GRID_WORKER': 'Grid worker',
  'role.STATIONED_OFFICER': 'Stationed-agency officer',
  'role.DEPARTMENT_COORDINATOR': 'Department coordinator',
  'role.DEPARTMENT_OFFICER': 'Department officer',
  'role.BRANCH_KEEPER': 'Branch keeper',
  'role.UNIT_CONTACT': 'Unit contact',
}
