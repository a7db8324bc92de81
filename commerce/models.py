"""Imports the slices' models, so that Django finds them, and nothing else."""

from commerce.backoffice.models import *
from commerce.cart.models import *
from commerce.catalogue.facets import *
from commerce.catalogue.models import *
from commerce.catalogue.proposals import *
from commerce.credit.models import *
from commerce.customers.desk import *
from commerce.customers.models import *
from commerce.discounts.models import *
from commerce.figures.models import *
from commerce.fulfilment.models import *
from commerce.invoices.models import *
from commerce.markets.models import *
from commerce.orders.models import *
from commerce.payments.closings import *
from commerce.payments.models import *
from commerce.payments.settlements import *
from commerce.pricing.models import *
from commerce.reconciliation.models import *
from commerce.refunds.models import *
from commerce.reviews.models import *
from commerce.shipping.models import *
from commerce.stock.models import *
from commerce.trail.models import *
from commerce.wishes.models import *
