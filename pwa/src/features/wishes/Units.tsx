import { useLocation } from 'preact-iso'
import { OwnRegistrations } from './units/OwnRegistrations'
import { Register } from './units/Register'
import { UnitView } from './units/UnitView'
import './wishes.css'

/** /wishes/units, /wishes/units/register?unit=, /wishes/units/:id: double registration. */
export default function Units() {
  const { path } = useLocation()
  const id = path.split('/')[3]
  if (!id) return <OwnRegistrations />
  return id === 'register' ? <Register /> : <UnitView key={id} id={id} />
}
