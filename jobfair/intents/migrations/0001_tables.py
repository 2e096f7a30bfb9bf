import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import jobfair.common.ids


class Migration(migrations.Migration):
    replaces = [
        ("intents", "0001_initial"),
        ("intents", "0003_changes_by_quarter"),
        ("intents", "0004_checked_at_close"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        ("booths", "0001_tables"),
        ("fairs", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Ledger",
            fields=[
                ("jobseeker_only", models.PositiveIntegerField(default=0)),
                ("employer_only", models.PositiveIntegerField(default=0)),
                ("mutual", models.PositiveIntegerField(default=0)),
                ("planned", models.PositiveIntegerField(default=0)),
                ("interviewed", models.PositiveIntegerField(default=0)),
                ("offered", models.PositiveIntegerField(default=0)),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("started", models.PositiveIntegerField(default=0)),
                (
                    "fair",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="ledger",
                        serialize=False,
                        to="fairs.fair",
                    ),
                ),
                ("last", models.PositiveBigIntegerField(default=0)),
                (
                    "head",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                    ),
                ),
                ("mutual_people", models.PositiveIntegerField(default=0)),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("jobseeker_only", models.PositiveIntegerField(default=0)),
                ("employer_only", models.PositiveIntegerField(default=0)),
                ("mutual", models.PositiveIntegerField(default=0)),
                ("planned", models.PositiveIntegerField(default=0)),
                ("interviewed", models.PositiveIntegerField(default=0)),
                ("offered", models.PositiveIntegerField(default=0)),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("started", models.PositiveIntegerField(default=0)),
                (
                    "position",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="booths.position",
                    ),
                ),
                (
                    "fair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tallies",
                        to="fairs.fair",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fair",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="fairs.fair",
                    ),
                ),
                ("quarter", models.DateTimeField()),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("form", "网页"),
                            ("chat", "会话"),
                            ("phone", "电话"),
                            ("onsite", "现场"),
                        ],
                        max_length=10,
                    ),
                ),
                ("jobseeker_only", models.IntegerField(default=0)),
                ("employer_only", models.IntegerField(default=0)),
                ("mutual", models.IntegerField(default=0)),
                ("planned", models.IntegerField(default=0)),
                ("interviewed", models.IntegerField(default=0)),
                ("offered", models.IntegerField(default=0)),
                ("accepted", models.IntegerField(default=0)),
                ("started", models.IntegerField(default=0)),
                ("mutual_people", models.IntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("fair", "quarter", "channel"), name="change_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fair",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="fairs.fair",
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="accounts.person",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="booths.position",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("jobseeker", "求职者"), ("employer", "用人单位")],
                        max_length=10,
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("interested", "有意向"),
                            ("withdrawn", "撤回意向"),
                            ("declined", "不考虑"),
                            ("interview_planned", "约好面试"),
                            ("interviewed", "已面试"),
                            ("offered", "决定录用"),
                            ("accepted", "接受录用"),
                            ("refused", "不接受录用"),
                            ("started", "已入职"),
                            ("left", "已离职"),
                            ("undone", "更正上一步"),
                            ("merged", "合并重复记录"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("form", "网页"),
                            ("chat", "会话"),
                            ("phone", "电话"),
                            ("onsite", "现场"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("own", "记录人自己"),
                            ("jobseeker", "求职者本人"),
                            ("family", "家人或陪同人"),
                            ("employer", "用人单位联系人"),
                        ],
                        default="own",
                        max_length=10,
                    ),
                ),
                (
                    "recorder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries_recorded",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cid", models.CharField(max_length=32)),
                ("corrects", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "duplicate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries_merged",
                        to="accounts.person",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ["fair", "number"],
                "indexes": [
                    models.Index(fields=["person", "position", "number"], name="entry_of_pair")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("fair", "number"), name="entry_number_once"),
                    models.UniqueConstraint(fields=("recorder", "cid"), name="entry_cid_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="entry_number_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects__isnull", False), ("step", "undone")),
                            models.Q(
                                models.Q(("step", "undone"), _negated=True), ("corrects", None)
                            ),
                            _connector="OR",
                        ),
                        name="entry_corrects_when_undone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("duplicate__isnull", False), ("side", ""), ("step", "merged")
                            ),
                            models.Q(
                                models.Q(("step", "merged"), _negated=True),
                                ("duplicate", None),
                                ("side__in", ["jobseeker", "employer"]),
                            ),
                            _connector="OR",
                        ),
                        name="entry_side_unless_merged",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Intent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jobfair.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "fair",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intents",
                        to="fairs.fair",
                    ),
                ),
                (
                    "booth",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intents",
                        to="booths.booth",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intents",
                        to="booths.position",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intents",
                        to="accounts.person",
                    ),
                ),
                (
                    "jobseeker",
                    models.CharField(
                        choices=[("nothing", "还没有表示"), ("yes", "有意向"), ("no", "不考虑")],
                        default="nothing",
                        max_length=10,
                    ),
                ),
                (
                    "employer",
                    models.CharField(
                        choices=[("nothing", "还没有表示"), ("yes", "有意向"), ("no", "不考虑")],
                        default="nothing",
                        max_length=10,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("none", "还没有"),
                            ("planned", "约好面试"),
                            ("interviewed", "已面试"),
                            ("refused", "没有接受录用"),
                            ("offered", "决定录用"),
                            ("accepted", "接受录用"),
                            ("left", "已离职"),
                            ("started", "已入职"),
                        ],
                        default="none",
                        max_length=12,
                    ),
                ),
                ("jobseeker_number", models.PositiveBigIntegerField(default=0)),
                ("employer_number", models.PositiveBigIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("empty", "没有表示"),
                            ("asked", "求职者有意向"),
                            ("invited", "单位有意向"),
                            ("mutual", "达成初步意向"),
                            ("planned", "约好面试"),
                            ("interviewed", "已面试"),
                            ("offered", "决定录用"),
                            ("accepted", "接受录用"),
                            ("started", "已入职"),
                            ("left", "已离职"),
                            ("refused", "没有接受录用"),
                            ("withdrawn", "求职者不考虑"),
                            ("declined", "单位不考虑"),
                        ],
                        default="empty",
                        max_length=12,
                    ),
                ),
                ("last_number", models.PositiveBigIntegerField(default=0)),
                ("last_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["fair", "person"], name="intent_of_fair"),
                    models.Index(fields=["booth", "state", "-last_at"], name="intent_on_board"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "position"), name="intent_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jobfair.common.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "intent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="intents.intent",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("jobseeker", "求职者"), ("employer", "用人单位")], max_length=10
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("text", models.CharField(max_length=300)),
            ],
            options={
                "ordering": ["created_at"],
            },
        ),
        migrations.CreateModel(
            name="StaffNote",
            fields=[
                (
                    "intent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="staff_note",
                        serialize=False,
                        to="intents.intent",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="只有本单位看得到的备注"
                    ),
                ),
                (
                    "next_step",
                    models.CharField(blank=True, max_length=120, verbose_name="下一步要做什么"),
                ),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="哪天做")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
    ]
