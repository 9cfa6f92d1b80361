using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Enrollment;
using FacultyCertification;
using IndustryPartnership;
using Kernel.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Access.Tests;

/// <summary>Whatever a caller sends is judged by one of the kernel's rules: a member that bears none is a code with a blank at its end, or
/// a day in the year 9999.</summary>
public abstract class InputRuleTests(Things things)
{
    private IEnumerable<RouteEndpoint> Operations => things.App.Services.GetServices<EndpointDataSource>().SelectMany(
        source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null).Distinct();

    [Fact]
    public void Every_text_and_every_day_of_a_body_bears_a_rule()
    {
        var seen = new HashSet<Type>();
        Assert.Empty(Operations.Select(operation => operation.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType)
            .OfType<Type>()
            .Distinct()
            .SelectMany(body => WithoutRule(body, seen)));
        Assert.NotEmpty(seen);
    }

    [Fact]
    public void Every_text_of_a_query_bears_a_rule() =>
        Assert.Empty(Operations.SelectMany(operation => operation.Metadata.OfType<IParameterBindingMetadata>()
            .Where(parameter => parameter.ParameterInfo.ParameterType == typeof(string)
                && operation.RoutePattern.GetParameter(parameter.Name) is null
                && !HasRule(parameter.ParameterInfo))
            .Select(parameter => $"{operation.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName}: {parameter.Name}")));

    private static IEnumerable<string> WithoutRule(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) yield break;
        foreach (var member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member.GetIndexParameters().Length == 0))
        {
            var part = ItemOf(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType);
            if ((part == typeof(string) || part == typeof(DateOnly)) && !HasRule(member)) yield return $"{type.FullName}: {member.Name}";
            if (part.Assembly.GetName().Name is not "System.Private.CoreLib")
            {
                foreach (var inner in WithoutRule(part, seen)) yield return inner;
            }
        }
    }

    private static Type ItemOf(Type type) =>
        type.IsGenericType && type.GetInterface("IEnumerable") is not null ? type.GetGenericArguments()[^1] : type;

    private static bool HasRule(ICustomAttributeProvider member) =>
        member.GetCustomAttributes(typeof(ValidationAttribute), true)
            .Any(rule => rule.GetType().Assembly == typeof(CodeAttribute).Assembly);
}

[Collection(EnrollmentService.Name)]
public sealed class EnrollmentInputRuleTests(EnrollmentThings things) : InputRuleTests(things);

[Collection(FacultyCertificationService.Name)]
public sealed class FacultyInputRuleTests(FacultyThings things) : InputRuleTests(things);

[Collection(IndustryPartnershipService.Name)]
public sealed class PartnershipInputRuleTests(PartnershipThings things) : InputRuleTests(things);
