using Contracts.Platform;
using MassTransit;

namespace Contracts.Tests;

public sealed class EventTests
{
    private static readonly string[] Owners = [.. PlatformParts.Services.Select(service => service.Name), "platform"];

    public static TheoryData<string> Urns => PlatformParts.Urns;

    [Fact]
    public void Every_event_has_one_name_on_the_wire_by_attribute()
    {
        Assert.NotEmpty(PlatformParts.Events);
        Assert.Empty(EventRules.WireNameViolations([.. PlatformParts.Events.Select(one => one.Type)], Owners));
    }

    [Theory, MemberData(nameof(Urns))]
    public void An_event_is_immutable_and_carries_ids_codes_and_primitives_only(string urn) =>
        Assert.Empty(EventRules.ShapeViolations(PlatformParts.EventOf(urn).Type));

    [Theory]
    [InlineData(typeof(NamelessV1), "has no [MessageUrn]")]
    [InlineData(typeof(MismatchedV1), "has the entity name enrollment:something-else:v1")]
    [InlineData(typeof(OldStyleV1), "not <owner>:<fact>:v<version>")]
    [InlineData(typeof(StrangersV1), "which is no owner")]
    [InlineData(typeof(LaterV1), "differ in their version")]
    public void A_wrong_name_on_the_wire_is_found(Type type, string violation) =>
        Assert.Contains(EventRules.WireNameViolations([type], Owners), found => found.Contains(violation, StringComparison.Ordinal));

    [Fact]
    public void Two_events_of_one_name_are_found() =>
        Assert.Contains("enrollment:same:v1 names 2 types", EventRules.WireNameViolations([typeof(OneV1), typeof(OtherV1)], Owners));

    [Theory]
    [InlineData(typeof(OpenV1), "OpenV1 is not a sealed record")]
    [InlineData(typeof(MutableV1), "MutableV1.Count is not init-only")]
    [InlineData(typeof(ForgetfulV1), "ForgetfulV1.Code is neither required nor optional")]
    [InlineData(typeof(NamingV1), "NamingV1.TeacherName looks like personal data")]
    [InlineData(typeof(IdentifyingV1), "IdentifyingV1.IdentityNumber looks like personal data")]
    [InlineData(typeof(FractionalV1), "FractionalV1.Share is a Decimal, which is no id, code or primitive")]
    [InlineData(typeof(CarryingV1), "MutablePart.Count is not init-only")]
    public void A_wrong_shape_is_found(Type type, string violation) => Assert.Contains(violation, EventRules.ShapeViolations(type));

    [Fact]
    public void A_versioned_type_without_a_name_on_the_wire_counts_as_an_event() =>
        Assert.Equal([typeof(NamelessV1)], EventRules
            .EventsOf([typeof(NamelessV1), typeof(Roles), typeof(PartV1), typeof(StateRequestedV1)])
            .Except([typeof(StateRequestedV1)]));

    public sealed record NamelessV1
    {
        public required PartV1 Part { get; init; }
    }

    public sealed record PartV1(string Code);

    [MessageUrn("enrollment:mismatched:v1"), EntityName("enrollment:something-else:v1")]
    public sealed record MismatchedV1;

    [MessageUrn("Contracts.Enrollment:OldStyleV1"), EntityName("Contracts.Enrollment:OldStyleV1")]
    public sealed record OldStyleV1;

    [MessageUrn("stranger:strangers:v1"), EntityName("stranger:strangers:v1")]
    public sealed record StrangersV1;

    [MessageUrn("enrollment:later:v2"), EntityName("enrollment:later:v2")]
    public sealed record LaterV1;

    [MessageUrn("enrollment:same:v1"), EntityName("enrollment:same:v1")]
    public sealed record OneV1;

    [MessageUrn("enrollment:same:v1"), EntityName("enrollment:same:v1")]
    public sealed record OtherV1;

    public record OpenV1;

    public sealed record MutableV1
    {
        public required int Count { get; set; }
    }

    public sealed record ForgetfulV1
    {
        public string Code { get; init; } = "";
    }

    public sealed record NamingV1
    {
        public required string TeacherName { get; init; }
    }

    public sealed record IdentifyingV1
    {
        public string? IdentityNumber { get; init; }
    }

    public sealed record FractionalV1
    {
        public required decimal Share { get; init; }
    }

    public sealed record CarryingV1
    {
        public required IReadOnlyList<MutablePart> Parts { get; init; }
    }

    public sealed record MutablePart
    {
        public required int Count { get; set; }
    }
}
