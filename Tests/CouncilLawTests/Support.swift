import CouncilLaw
import Words
