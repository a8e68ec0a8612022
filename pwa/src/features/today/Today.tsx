import { Missing } from '../../shell/Broken'

export const Today = () => <Missing />
