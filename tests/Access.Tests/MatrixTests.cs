using Enrollment;
using FacultyCertification;
using IndustryPartnership;
using Testing;

namespace Access.Tests;

/// <summary>Who may do what: the tables are in the services' Things.</summary>
public abstract class MatrixTests(Things things)
{
    [Fact]
    public void Every_operation_has_a_row_and_the_document_names_the_roles_of_the_table() =>
        Assert.Empty(things.Table.Differences(things.Operations));

    [Fact]
    public void No_operation_takes_requests_without_a_token_but_those_that_are_named() =>
        Assert.Equal(things.Anonymous, things.Operations.Where(operation => operation.IsAnonymous).Select(operation => operation.Id)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_reply_about_something_new_is_documented_with_its_ETag_and_Location() => Assert.Empty(things.Operations
        .Where(operation => operation.Headers.TryGetValue(201, out var headers) && !headers.Order(StringComparer.Ordinal)
            .SequenceEqual(["ETag", "Location"]))
        // A delivery has no versions.
        .Where(operation => operation.Id != "TestWebhook")
        .Select(operation => operation.Id));

    [Fact]
    public async Task A_role_does_nothing_for_an_organisation_of_a_kind_that_does_not_have_it()
    {
        var errors = new List<string>();
        foreach (var operation in things.Operations.Where(operation => operation.Roles is not null))
        {
            var row = things.Table.Rows.First(row => row.Operation == operation.Id);
            var thing = await things.MakeAsync(row);
            using var before = things.Database.Take();
            foreach (var role in operation.Roles!.Where(Contracts.Roles.Kinds.ContainsKey))
            {
                foreach (var (org, kind) in Things.Organisations.Where(
                    organisation => !Contracts.Roles.Kinds[role].Contains(organisation.Kind)))
                {
                    var reply = await things.SendAsync(thing.To(operation, things.Token(org, role, thing.Person)));
                    if (reply.Status != 403) errors.Add(
                        $"{operation.Id} by a {role} of {org}, which is of kind {kind}: {reply.Status}. {reply.Body}");
                }
            }
            if (before.Difference() is { } changed) errors.Add($"{operation.Id}: a refused request changed something: {changed}.");
        }
        Assert.Empty(errors);
    }

    protected async Task CheckAsync(string row) =>
        Assert.Empty(await Matrix.CheckAsync(things, things.Table.Rows.Single(one => one.Name == row)));
}

[Collection(EnrollmentService.Name)]
public sealed class EnrollmentMatrixTests(EnrollmentThings things) : MatrixTests(things)
{
    public static TheoryData<string> Rows => [.. EnrollmentThings.Answers.Rows.Select(row => row.Name)];

    [Theory, MemberData(nameof(Rows))]
    public Task Each_role_of_each_organisation_is_answered_as_the_table_says(string row) => CheckAsync(row);

    [Fact]
    public void An_operation_without_a_row_is_named_and_so_is_a_row_without_an_operation()
    {
        var operations = things.Operations
            .Where(operation => operation.Id != "GetPathway")
            .Append(new Operation("MakeUp", "POST", "/enrollment/v1/made-up", null, false, [], null))
            .ToList();

        var differences = things.Table.Differences(operations).ToList();

        Assert.Contains(
            differences,
            difference => difference.StartsWith(
                "POST /enrollment/v1/made-up has no row: add one that begins with MakeUp", StringComparison.Ordinal));
        Assert.Contains("The row GetPathway is of no operation: take it away.", differences);
    }

    [Theory]
    [InlineData("DefinePathway", "ArticulationClosedV1",
        "it published ArticulationClosedV1, which is not in its row of contracts/events.md.")]
    [InlineData("CloseArticulation", null, "it did not publish ArticulationClosedV1, which its row promises.")]
    [InlineData("DecideAppeal", null, null)]
    public void An_event_that_the_table_does_not_expect_is_named_and_so_is_one_that_is_missing(string operation, string? published,
        string? difference) =>
        Assert.Equal(difference is null ? [] : [difference],
            Outbox.Differences(published is null ? [] : [published], EventTable.OperationsOf("enrollment")[operation]));

    [Theory]
    [InlineData("GetLearner", "registrar 404, learner 200, * 403", "registrar of own organisation: 200 instead of 404")]
    [InlineData("ListLearners", "registrar 200-, learner 200+, * 403", "registrar of own organisation: 200+ instead of 200-")]
    [InlineData("CloseArticulation", "registrar 200, panel 200, * 403", "panel of own organisation: 403 instead of 200")]
    public async Task A_wrong_expectation_is_named(string name, string own, string expected)
    {
        var row = things.Table.Rows.Single(one => one.Name == name);

        var errors = await Matrix.CheckAsync(things, row with { Cells = [Cell.Parse(own), .. row.Cells.Skip(1)] });

        Assert.Contains(expected, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Roles_that_the_document_does_not_name_are_found()
    {
        var closed = things.Operations.Select(operation => operation.Id == "EnrollLearner" ? operation with { Roles = null } : operation)
            .ToList();

        Assert.StartsWith("EnrollLearner: its x-roles are", Assert.Single(things.Table.Differences(closed)), StringComparison.Ordinal);
    }
}

[Collection(FacultyCertificationService.Name)]
public sealed class FacultyMatrixTests(FacultyThings things) : MatrixTests(things)
{
    public static TheoryData<string> Rows => [.. FacultyThings.Answers.Rows.Select(row => row.Name)];

    [Theory, MemberData(nameof(Rows))]
    public Task Each_role_of_each_organisation_is_answered_as_the_table_says(string row) => CheckAsync(row);
}

[Collection(IndustryPartnershipService.Name)]
public sealed class PartnershipMatrixTests(PartnershipThings things) : MatrixTests(things)
{
    public static TheoryData<string> Rows => [.. PartnershipThings.Answers.Rows.Select(row => row.Name)];

    [Theory, MemberData(nameof(Rows))]
    public Task Each_role_of_each_organisation_is_answered_as_the_table_says(string row) => CheckAsync(row);
}
