import { callActions } from './callActions'
import { calls } from './calls'
import { callSteps } from './callSteps'
import { detail } from './detail'
import { grid } from './grid'
import { inbox } from './inbox'
import { list } from './list'
import { me } from './me'
import { onTheWay } from './onTheWay'
import { outbox } from './outbox'
import { papers } from './papers'
import { people } from './people'
import { responsibility } from './responsibility'
import { roles } from './roles'
import { snaps } from './snaps'
import { take } from './take'

/** What the screens behind the first one need, loaded with them. A new feature adds its file here, or, when it is a large one, beside this in ../index. */
export const rest = { ...callActions, ...calls, ...callSteps, ...detail, ...grid, ...inbox, ...list, ...me, ...onTheWay, ...outbox, ...papers, ...people, ...responsibility, ...roles, ...snaps, ...take }
