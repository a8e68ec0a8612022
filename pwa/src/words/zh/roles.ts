/** The posts that a person can hold: of the sign-in's cast, and of screens behind the first. */
export const roles = {
  'role.RESIDENT': '居民',
  'role.ADMINISTRATOR': '管理员',
  'role.SUPERVISOR': '督查员',
  'role.DISTRICT_DISPATCHER': '区平台派遣员',
  'role.HOTLINE_AGENT': '热线受理员',
  'role.STREET_HEAD': '街道主要负责同志',
  'role.STREET_CLERK': '呼叫响应专员',
  'role.GRID_ASSISTANT': '网格助理员',
  'role.COMMUNITY_SPECIALIST': '社区专员',
  'role.GRID_WORKER': '网格员',
  'role.STATIONED_OFFICER': '派驻机构工作人员',
  'role.DEPARTMENT_COORDINATOR': '部门联络员',
  'role.DEPARTMENT_OFFICER': '部门工作人员',
  'role.BRANCH_KEEPER': '公益银行网点管理员',
  'role.UNIT_CONTACT': '双报到单位联络员',
} as const
