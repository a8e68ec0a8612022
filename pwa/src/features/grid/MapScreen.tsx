import { Missing } from '../../shell/Broken'

export default function MapScreen() {
  return <Missing />
}
