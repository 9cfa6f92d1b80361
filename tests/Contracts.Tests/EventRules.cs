using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MassTransit;

namespace Contracts.Tests;

/// <summary>What every event is: named on the wire by attribute, immutable, made of ids, codes and primitives, and free of personal
/// data.</summary>
internal static partial class EventRules
{
    private static readonly HashSet<Type> Primitives =
    [
        typeof(string), typeof(Guid), typeof(int), typeof(long), typeof(bool), typeof(DateOnly), typeof(DateTimeOffset),
    ];

    // Organisations, their units, bases, consortia and projects are public; nobody else's name travels.
    private static readonly HashSet<string> MayHaveNames = ["OrganisationV1", "UnitV1", "BaseV1", "ConsortiumV1", "ProjectV1"];
    private static readonly string[] Personal = ["Surname", "Identity", "Passport", "Phone", "Email", "Address"];

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The versioned types that no other one has as a member.</summary>
    public static IEnumerable<Type> EventsOf(IEnumerable<Type> types)
    {
        var versioned = types.Where(type => VersionedName().IsMatch(type.Name)).ToList();
        var parts = versioned.SelectMany(PropertiesOf).Select(property => Bare(property.PropertyType)).ToHashSet();
        return versioned.Where(type => !parts.Contains(type));
    }

    public static string? UrnOf(Type type) =>
        type.GetCustomAttribute<MessageUrnAttribute>()?.Urn.AbsoluteUri.Replace(MessageUrn.Prefix, "", StringComparison.Ordinal);

    /// <summary>What is wrong with the names of these events on the wire.</summary>
    public static IEnumerable<string> WireNameViolations(IReadOnlyCollection<Type> events, IReadOnlyCollection<string> owners)
    {
        foreach (var type in events)
        {
            var (urn, entity) = (UrnOf(type), type.GetCustomAttribute<EntityNameAttribute>()?.EntityName);
            if (urn is null) yield return $"{type.Name} has no [MessageUrn]";
            else if (!WireName().IsMatch(urn)) yield return $"{type.Name} is {urn}, not <owner>:<fact>:v<version>";
            else if (!owners.Contains(urn.Split(':')[0])) yield return $"{type.Name} is of {urn.Split(':')[0]}, which is no owner";
            else if (!type.Name.EndsWith(urn.Split(':')[^1], StringComparison.OrdinalIgnoreCase))
            {
                yield return $"{type.Name} and {urn} differ in their version";
            }
            if (entity != urn) yield return $"{type.Name} has the entity name {entity ?? "(none)"}, not {urn}";
        }
        foreach (var twice in events.Select(UrnOf).Where(urn => urn is not null).GroupBy(urn => urn).Where(group => group.Count() > 1))
        {
            yield return $"{twice.Key} names {twice.Count()} types";
        }
    }

    /// <summary>What is wrong with the shape of an event and of all that it carries.</summary>
    public static IEnumerable<string> ShapeViolations(Type type)
    {
        if (!IsSealedRecord(type)) yield return $"{type.Name} is not a sealed record";
        var constructed = type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name)
            .ToHashSet();
        foreach (var property in PropertiesOf(type))
        {
            var name = $"{type.Name}.{property.Name}";
            var setter = property.SetMethod;
            if (setter is null || !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
            {
                yield return $"{name} is not init-only";
            }
            var isRequired = property.IsDefined(typeof(RequiredMemberAttribute)) || constructed.Contains(property.Name);
            if (!isRequired && !IsOptional(property)) yield return $"{name} is neither required nor optional";
            if (IsPersonal(type, property)) yield return $"{name} looks like personal data";

            var part = Bare(property.PropertyType);
            if (Primitives.Contains(part)) continue;
            if (part.Namespace?.Split('.')[0] != "Contracts") yield return $"{name} is a {part.Name}, which is no id, code or primitive";
            else foreach (var inside in ShapeViolations(part)) yield return inside;
        }
    }

    public static PropertyInfo[] PropertiesOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static bool IsOptional(PropertyInfo property) => Nullability.Create(property).ReadState is NullabilityState.Nullable;

    public static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);

    /// <summary>The type itself, or what it is a list of.</summary>
    public static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? (IsList(type) ? type.GetGenericArguments()[0] : type);

    private static bool IsPersonal(Type type, PropertyInfo property) =>
        Personal.Any(word => property.Name.Contains(word, StringComparison.Ordinal))
            || (property.Name.Contains("Name", StringComparison.Ordinal) && !MayHaveNames.Contains(type.Name));

    // A record has a compiler-made method of this name.
    private static bool IsSealedRecord(Type type) => type.IsSealed && type.GetMethod("<Clone>$") is not null;

    [GeneratedRegex("V[0-9]+$")]
    private static partial Regex VersionedName();

    [GeneratedRegex("^[a-z]+(-[a-z]+)*:[a-z]+(-[a-z]+)*:v[1-9][0-9]*$")]
    private static partial Regex WireName();
}
