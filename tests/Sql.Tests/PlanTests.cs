using System.Text.RegularExpressions;
using Kernel.Data;
using Testing;
using Xunit;

namespace Sql.Tests;

/// <summary>No statement reads a growing table from its beginning to its end, by the plans of SQLite for empty tables.</summary>
public sealed partial class PlanTests
{
    // They grow with learners, teachers, placements and messages; what is not here has a row per organisation, agreement
    // or method, or is a queue that is emptied.
    private static readonly HashSet<string> Growing =
    [
        "inbox", "idempotency", "audit", "change", "change_form", "change_sight", "webhook_delivery",
        "personal_value", "locked_value", "erased_key", "erasure",
        "learner", "learner_sight", "learner_fact", "figure_count", "placement_fact",
        "credit_decision", "transfer_candidate", "transfer_mark", "transfer_result", "diploma",
        "x_certificate", "x_certificate_version", "passed_module", "passed_module_version",
        "outcome", "outcome_fact", "published_figure_learner",
        "module_lead", "teacher_certificate",
        "teacher", "employment", "employment_record", "ethics_finding", "qualification", "objection", "application",
        "application_evidence",
        "decision", "decision_member", "certificate", "certificate_fact",
        "practice", "practice_attended", "published_figure_teacher", "teacher_step",
        "slot", "placement", "placement_act", "placement_pause", "placement_post", "placement_change", "placement_cosignatory",
        "logbook_entry", "logbook_day", "mentor_assessment",
        "receipt", "one_time_link", "teacher_practice", "teacher_practice_attended", "history", "step",
        "known_teacher", "teacher_employment",
    ];

    // Along the rows' numbers on purpose. The answer to a catch-up tells of each row, a page at a time; a list of what several parties see
    // stops where its page is full.
    private static readonly HashSet<string> Walks =
    [
        "LearnerRow.cs", "OutcomeRow.cs",
        "TeacherRow.cs", "PracticeBookingRow.cs", "ReadStatedPractices.cs", "CertificateRow.cs", "PlacementRow.cs",
        "SlotRow.cs", "TeacherPracticeRow.cs",
        "ReadCertificates.cs",
        "ReadLearners.cs", "ReadModuleLeads.cs", "ReadApplications.cs", "ReadPlacementChanges.cs", "ReadPlacements.cs", "SlotSearch.cs",
        "ReadTeacherPractices.cs",
        // The comparison of the change feed reads all things of a kind, in the background.
        "CurriculumChanges.cs", "LearnerChanges.cs", "ExamChanges.cs", "TeacherChanges.cs", "RecognitionChanges.cs",
        "InternshipChanges.cs", "CooperationChanges.cs",
    ];

    // Figures count all rows: in the background, every five minutes at most.
    private static readonly HashSet<string> Counts = ["Metrics.cs", "KeptReplies.cs"];

    [Fact]
    public void No_statement_reads_a_growing_table_from_end_to_end()
    {
        var calls = Call.OfServices.Where(call => call.Sql is not null).ToList();
        var faults = new List<string>();
        foreach (var (project, name) in StatementTests.Schemas)
        {
            using var schema = ServiceSchema.Read(Repository.Root, project, name);
            faults.AddRange(
                from call in calls
                // A count of a list reads all of it, for a client that asks for it.
                where call.Shape is not { Counts: true }
                where !Counts.Contains(Path.GetFileName(call.Where.Split(':')[0]))
                where call.Project == project || !StatementTests.Schemas.ContainsKey(call.Project)
                from step in schema.Plan(call.Sql!)
                where Scan().Match(step) is { Success: true } scan && Growing.Contains(Named(call.Sql!, scan.Groups["table"].Value))
                // From its beginning, a list is read along the index of its order until the page is full.
                where call.Shape is not { Continues: false, Column: not ListShape.Recorded }
                    || !step.Contains("USING INDEX", StringComparison.Ordinal)
                where step.StartsWith("SCAN", StringComparison.Ordinal) || !Walks.Contains(Path.GetFileName(call.Where.Split(':')[0]))
                select $"{call.Where}: {step} [{name}]");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    // On SQL Server a unit of work waits for uncommitted rows in a range that it reads. Slow writers add to the outbox all the time.
    [Fact]
    public void A_unit_of_work_finds_outbox_rows_by_their_keys_alone()
    {
        var calls = Call.OfServices.Where(call => call.IsInWork && call.Sql?.Contains("$schema.outbox", StringComparison.Ordinal) == true)
            .ToList();
        using var schema = ServiceSchema.Read(Repository.Root, "Enrollment", "enrollment");

        var others =
            from call in calls
            from step in schema.Plan(call.Sql!)
            where step.Contains("outbox", StringComparison.Ordinal)
                && !step.EndsWith("USING INTEGER PRIMARY KEY (rowid=?)", StringComparison.Ordinal)
            select $"{call.Where}: {step}";

        Assert.Contains(calls, call => call.Sql!.StartsWith("UPDATE", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.Sql!.StartsWith("SELECT", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.Sql!.StartsWith("DELETE", StringComparison.Ordinal));
        Assert.Equal([], others);
    }

    // An institution has thousands of teachers and learners. Lists read them; what decides on one person does not.
    [Fact]
    public void A_person_is_found_by_their_key_and_not_among_all_of_an_institution()
    {
        var faults = new List<string>();
        foreach (var (project, name) in StatementTests.Schemas)
        {
            using var schema = ServiceSchema.Read(Repository.Root, project, name);
            faults.AddRange(
                from call in Call.OfServices
                where call.Project == project && call.IsInWork && call.Sql?.Contains("lookup", StringComparison.Ordinal) == true
                from step in schema.Plan(call.Sql!)
                where step.Contains("(institution=?)", StringComparison.Ordinal)
                select $"{call.Where}: {step} [{name}]");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Each_order_of_a_list_follows_an_index()
    {
        var lists = Call.OfServices
            .Where(call => call.Shape is { Column: not ListShape.Recorded, Counts: false }).ToList();
        var faults = new List<string>();
        foreach (var (project, name) in StatementTests.Schemas)
        {
            using var schema = ServiceSchema.Read(Repository.Root, project, name);
            faults.AddRange(
                from list in lists
                where list.Project == project
                let plan = schema.Plan(list.Sql!)
                where plan.Any(step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal))
                // An institution's list takes this form only as recorded.
                where !list.Sql!.Contains("learner_sight", StringComparison.Ordinal)
                // One person's rows are few.
                where !plan.Any(step => step.Contains("(person=?)", StringComparison.Ordinal)
                    || step.Contains("(lookup=?)", StringComparison.Ordinal))
                select $"{list.Where}: {list.Shape!.Column} is sorted after it was read [{name}]");
        }

        Assert.True(lists.Count >= 20, $"Only {lists.Count} were found");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void The_list_of_an_institutions_learners_needs_no_sort()
    {
        using var schema = ServiceSchema.Read(Repository.Root, "Enrollment", "enrollment");

        var steps = Call.OfServices
            .Where(call => call.Shape is { Column: ListShape.Recorded, Counts: false })
            .Where(call => call.Sql!.Contains("enrollment.learner_sight", StringComparison.Ordinal))
            // What changed since a moment is found by its changes, and is few.
            .Where(call => !call.Sql!.Contains("recorded_at", StringComparison.Ordinal))
            .SelectMany(call => schema.Plan(call.Sql!)).ToList();

        Assert.NotEmpty(steps);
        Assert.DoesNotContain(steps, step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
    }

    // An alias is what stands after its table.
    private static string Named(string sql, string alias) =>
        Regex.Match(sql, $@"\w+\.(?<table>\w+)\s+(?:AS\s+)?{alias}\b") is { Success: true } table ? table.Groups["table"].Value : alias;

    // Along the row's number alone is from end to end where few rows are wanted.
    [GeneratedRegex(@"^(SCAN (?:\w+\.)?(?<table>\w+)|SEARCH (?:\w+\.)?(?<table>\w+) USING INTEGER PRIMARY KEY \(rowid[<>])")]
    private static partial Regex Scan();
}
