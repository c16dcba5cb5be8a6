//! Schemas from Rust types.

use rolecall_types::{CustomTool, InputSchema, JsonOutputFormat};
use schemars::JsonSchema;
use serde_json::json;

/// The weather in a city, now.
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is wanted")]
struct Weather {
    /// Name of the city.
    city: String,
    days: Option<Vec<Day>>,
}

#[derive(JsonSchema)]
#[expect(dead_code, reason = "only its schema is wanted")]
struct Day {
    date: String,
}

#[test]
fn a_tool_takes_its_schema_and_description_from_a_type() {
    let tool = CustomTool::from_type::<Weather>("weather").unwrap();
    assert_eq!(
        serde_json::to_value(tool).unwrap(),
        json!({
            "name": "weather",
            "description": "The weather in a city, now.",
            "input_schema": {
                "type": "object",
                "properties": {
                    "city": {"type": "string", "description": "Name of the city."},
                    "days": {"type": ["array", "null"], "items": {"$ref": "#/$defs/Day"}},
                },
                "required": ["city"],
                "additionalProperties": false,
                "$defs": {"Day": {
                    "type": "object",
                    "properties": {"date": {"type": "string"}},
                    "required": ["date"],
                    "additionalProperties": false,
                }},
            },
        })
    );
}

#[test]
fn what_is_no_object_is_no_input() {
    assert!(InputSchema::from_type::<Vec<Day>>().is_err());
}

#[test]
fn an_output_format_takes_its_schema_from_a_type() {
    let format = serde_json::to_value(JsonOutputFormat::from_type::<Day>()).unwrap();
    assert_eq!(
        format,
        json!({"type": "json_schema", "schema": {
            "type": "object",
            "properties": {"date": {"type": "string"}},
            "required": ["date"],
            "additionalProperties": false,
        }})
    );
}
