"""The bugs planted in what is done to many orders, and in what is taken along as a table."""

from tests.mutants.plants import Plant

JOBS = "tests/commerce/bulk/test_jobs.py"
KILLED = "tests/faults/test_bulk_killed.py"
SCREEN = "tests/commerce/backoffice/test_bulk.py"
EXPORT = "tests/commerce/backoffice/test_exporting.py"
SHEETS = "tests/kinsite/foundation/test_sheets.py"
OPERATIONS = "commerce/bulk/operations.py"

BULK_PLANTS = [
    Plant(
        "bulk",
        "two workers take the same row",
        OPERATIONS,
        "BulkRow.objects.select_for_update(skip_locked=True).filter(",
        "BulkRow.objects.filter(",
        (KILLED, "several_workers_at_once"),
    ),
    Plant(
        "bulk",
        "a row is settled in another transaction than it is done in",
        OPERATIONS,
        "@begun_anew\n@transaction.atomic\ndef work_next_row",
        "@begun_anew\ndef work_next_row",
        (KILLED, "wherever or several"),
    ),
    Plant(
        "bulk",
        "a job that a killed worker left is not found",
        "commerce/bulk/queries.py",
        "| Q(worked_at__lt=clock.now() - quiet)",
        "",
        (KILLED, "killed_midway"),
    ),
    Plant(
        "bulk",
        "a draft is worked before anybody confirmed it",
        OPERATIONS,
        "at_work = BulkJob.objects.filter(pk=job.pk, confirmed_at__isnull=False, ended_at=None)",
        "at_work = BulkJob.objects.filter(pk=job.pk, ended_at=None)",
        (JOBS, "does_nothing"),
    ),
    Plant(
        "bulk",
        "confirmed twice it begins twice",
        OPERATIONS,
        "draft = BulkJob.objects.filter(pk=job.pk, confirmed_at=None)",
        "draft = BulkJob.objects.filter(pk=job.pk)",
        (JOBS, "confirmed_twice"),
    ),
    Plant(
        "bulk",
        "whoever lost the right goes on",
        OPERATIONS,
        "if not colleagues_with(RIGHT).filter(pk=job.asked_by_id).exists():",
        "if False:",
        (JOBS, "loses_the_right"),
    ),
    Plant(
        "bulk",
        "an order that has the tag since counts as done",
        OPERATIONS,
        "if reason := with_reason(Order.objects.filter(pk=order.pk), job).get().reason:",
        'if reason := "":',
        (JOBS, "tagged_meanwhile"),
    ),
    Plant(
        "bulk",
        "a filter that says nothing is all open work",
        "commerce/backoffice/forms/bulk.py",
        "if self.is_ticked or not (self.chosen.tab or self.chosen.is_narrowed):",
        "if self.is_ticked:",
        (SCREEN, "says_nothing"),
    ),
    Plant(
        "bulk",
        "a colleague's draft is confirmed by another",
        "commerce/backoffice/actions/bulk.py",
        "if job.is_draft and job.asked_by_id != self.request.user.pk:",
        "if False:",
        (SCREEN, "colleagues_own"),
    ),
    Plant(
        "bulk",
        "pasted rows of other orders are taken",
        "commerce/bulk/pasted.py",
        "for number, place in self.places.items() if number not in known",
        "for number, place in self.places.items() if False",
        (SCREEN, "pasted_rows"),
    ),
    Plant(
        "bulk",
        "a formula is exported as one",
        "kinsite/foundation/sheets.py",
        'return f"\'{text}"',
        "return text",
        (SHEETS, "formula"),
    ),
    Plant(
        "bulk",
        "whoever exports takes names along",
        "commerce/exports/queries.py",
        "if is_personal or not field.is_personal]",
        "if True]",
        (EXPORT, "personal_data"),
    ),
    Plant(
        "bulk",
        "an export is not written down",
        "commerce/exports/operations.py",
        "    log(instance=export,",
        "    dict(instance=export,",
        (EXPORT, "written_down"),
    ),
    Plant(
        "bulk",
        "all orders are exported, whatever is filtered",
        "commerce/backoffice/forms/bulk.py",
        "        return self.chosen.orders\n",
        "        return Order.objects.order_by('-placed_at', '-pk')\n",
        (EXPORT, "what_the_screen_shows"),
    ),
]
